using System.Globalization;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>
/// A file that is being received: <c>NAME.part</c>, beside it the tag of what it is a part of. It gets its name when all of it is there
/// and its hash is the one that was named; it is deleted when the hash is another.
/// </summary>
internal sealed class PartFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly HubFile _expected;
    private readonly FileStream _file;
    private ContentHash _hash;

    private PartFile(string path, HubFile expected, FileStream file) => (_path, _expected, _file, _hash) = (path, expected, file, NewHash(expected));

    public long Length { get; private set; }

    /// <summary>The other side's tag of the content that <see cref="Length"/> bytes of are here.</summary>
    public string? Tag { get; private set; }

    private string TagPath => $"{_path}.tag";

    private string FinalPath => _path[..^".part".Length];

    /// <summary>Opens a part, hashing what an earlier pull left of it.</summary>
    public static PartFile Open(string finalPath, HubFile expected, Action<int> read, CancellationToken cancel)
    {
        var path = $"{finalPath}.part";
        var part = new PartFile(path, expected, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
        if (part._file.Length > expected.Size)
            part.StartOver();
        part._hash.Append(part._file, read, cancel);
        part.Length = part._file.Position;
        part.Tag = part.Length > 0 && File.Exists(part.TagPath) ? File.ReadAllText(part.TagPath) : null;
        return part;
    }

    /// <summary>Throws away what is here.</summary>
    public void StartOver()
    {
        _file.SetLength(0);
        _file.Position = Length = 0;
        Tag = null;
        File.Delete(TagPath);
        _hash.Dispose();
        _hash = NewHash(_expected);
    }

    public void Remember(string? tag)
    {
        Tag = tag;
        if (tag is null)
            File.Delete(TagPath);
        else
            File.WriteAllText(TagPath, tag);
    }

    public async Task AppendAsync(ReadOnlyMemory<byte> piece, CancellationToken cancel)
    {
        await _file.WriteAsync(piece, cancel);
        _hash.Append(piece.Span);
        Length += piece.Length;
    }

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="VideoIndexException"><c>model_damaged</c>: it is not what the hub named, and is deleted.</exception>
    public async Task<ManifestFile> FinishAsync()
    {
        var name = Path.GetFileName(FinalPath);
        var (kind, expected, found) = _expected.Sha256 is { } sha256 ? ("SHA-256", sha256, _hash.Sha256) : ("git hash", _expected.GitHash, _hash.Git);
        _file.Flush(flushToDisk: true);
        await _file.DisposeAsync();
        File.Delete(TagPath);
        if (Length != _expected.Size || found != expected)
        {
            File.Delete(_path);
            throw new VideoIndexException(ErrorCodes.ModelDamaged, string.Create(CultureInfo.InvariantCulture,
                $"`{name}` is not what the hub names: found {Length} bytes with the {kind} {found}, expected {_expected.Size} bytes with {expected}"),
                "it was deleted; pull again, and ask another hub when it stays so (HF_ENDPOINT)");
        }

        File.Move(_path, FinalPath, overwrite: true);
        return new ManifestFile(name, _expected.Size, _hash.Sha256);
    }

    private static ContentHash NewHash(HubFile expected) => new(expected.Sha256 is null ? expected.Size : null);

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        _hash.Dispose();
    }
}
