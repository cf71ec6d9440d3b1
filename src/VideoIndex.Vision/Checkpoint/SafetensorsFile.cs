using System.IO.MemoryMappedFiles;

namespace VideoIndex.Vision;

/// <summary>A safetensors file, checked and then mapped into memory for reading.</summary>
/// <remarks>
/// Meant to be open while a model loads and no longer: a file that somebody shortens under a mapping ends the process.
/// Safe for several readers at a time.
/// </remarks>
internal sealed unsafe class SafetensorsFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    private SafetensorsFile(FileStream stream, IReadOnlyDictionary<string, TensorEntry> entries)
    {
        Entries = entries;
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, stream.Length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    public IReadOnlyDictionary<string, TensorEntry> Entries { get; }

    /// <exception cref="Core.VideoIndexException"><c>model_damaged</c> when the header breaks a rule; nothing is mapped then.</exception>
    public static SafetensorsFile Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return new SafetensorsFile(stream, SafetensorsHeader.Read(stream, Path.GetFileName(path)));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Bytes of a tensor of this file, which its checked header says are there.</summary>
    /// <param name="start">In bytes from the start of the tensor.</param>
    public ReadOnlySpan<byte> Bytes(TensorEntry entry, long start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, entry.Bytes, nameof(count));
        return new ReadOnlySpan<byte>(_start + entry.Offset + start, count);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
