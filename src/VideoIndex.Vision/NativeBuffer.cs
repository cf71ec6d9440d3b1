using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Unmanaged memory, aligned for the widest vector instructions and larger than an array may be.</summary>
/// <remarks>Not zeroed.</remarks>
internal sealed unsafe class NativeBuffer : IDisposable
{
    // A cache line, which is also the width of AVX-512.
    private const int Alignment = 64;
    private void* _memory;

    /// <exception cref="VideoIndexException"><c>out_of_memory</c></exception>
    public NativeBuffer(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
        try
        {
            _memory = NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, 1), Alignment);
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
