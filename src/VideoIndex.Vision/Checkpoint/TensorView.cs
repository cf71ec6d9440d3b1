using System.IO.MemoryMappedFiles;

namespace VideoIndex.Vision;

/// <summary>The bytes of one tensor, mapped. Disposed, its pages no longer count as the process's memory.</summary>
internal sealed unsafe class TensorView : IDisposable
{
    private readonly MemoryMappedViewAccessor? _view;
    private readonly TensorEntry _entry;
    private readonly byte* _start;

    public TensorView(MemoryMappedFile file, TensorEntry entry)
    {
        _entry = entry;
        // A view of no bytes would be one to the end of the file.
        if (entry.Bytes == 0)
            return;
        _view = file.CreateViewAccessor(entry.Offset, entry.Bytes, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    /// <param name="start">In bytes from the start of the tensor.</param>
    public ReadOnlySpan<byte> Bytes(long start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, _entry.Bytes, nameof(count));
        return new ReadOnlySpan<byte>(_start + start, count);
    }

    public void Dispose()
    {
        _view?.SafeMemoryMappedViewHandle.ReleasePointer();
        _view?.Dispose();
    }
}
