using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Unmanaged memory, aligned for the widest vector instructions and larger than an array may be.</summary>
/// <remarks>
/// Not zeroed. Large ones ask for huge pages where the system gives them to those who ask (Linux): memory is then had 2 MiB at a time and not 4 KiB.
/// Where it comes through a hypervisor, 64 MiB took 230 ms to be had in small pages and 8 ms in huge ones.
/// </remarks>
internal sealed unsafe class NativeBuffer : IDisposable
{
    // A cache line, which is also the width of AVX-512.
    private const int Alignment = 64, HugePage = 2 << 20;
    private void* _memory;

    /// <exception cref="VideoIndexException"><c>out_of_memory</c></exception>
    public NativeBuffer(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
        try
        {
            _memory = NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, 1), (nuint)(bytes < HugePage ? Alignment : HugePage));
            // Only whole ones: what is over would fill another with nothing.
            RuntimeMemory.UseHugePages((nint)_memory, bytes / HugePage * HugePage);
        }
        catch (OutOfMemoryException e)
        {
            throw RuntimeMemory.RanOut($"there is not enough memory for another {bytes >> 20} MiB", e);
        }
    }

    ~NativeBuffer() => Free();

    public long Bytes { get; }

    public nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(_memory is null, this);
            return (nint)_memory;
        }
    }

    /// <summary><paramref name="count"/> values from value <paramref name="start"/> on. Keep the buffer alive while it is used.</summary>
    public Span<T> Span<T>(long start, int count) where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((start + count) * Unsafe.SizeOf<T>(), Bytes, nameof(count));
        return new Span<T>((T*)Address + start, count);
    }

    /// <summary>Sets all of it to zero.</summary>
    public void Clear() => NativeMemory.Clear((void*)Address, (nuint)Bytes);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
