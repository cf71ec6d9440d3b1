using System.IO.MemoryMappedFiles;

namespace VideoIndex.Vision;

/// <summary>A safetensors file whose header was checked; its tensors are mapped into memory one at a time.</summary>
/// <remarks>
/// Meant to be open while a model loads and no longer: a file that somebody shortens under a mapping ends the process.
/// Safe for several readers at a time.
/// </remarks>
internal sealed class SafetensorsFile : IDisposable
{
    private readonly MemoryMappedFile _file;

    private SafetensorsFile(FileStream stream, IReadOnlyDictionary<string, TensorEntry> entries)
    {
        Entries = entries;
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
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

    /// <summary>A tensor of this file, whose bounds its checked header has settled.</summary>
    public TensorView Map(TensorEntry entry) => new(_file, entry);

    public void Dispose() => _file.Dispose();
}
