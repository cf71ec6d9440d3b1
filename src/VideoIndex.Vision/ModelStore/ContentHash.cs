using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoIndex.Vision;

/// <summary>The two hashes a hub names: SHA-256 of large files, git's blob hash of small ones. Of content that arrives piece by piece.</summary>
internal sealed class ContentHash : IDisposable
{
    private const int BufferBytes = 1 << 20;
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash? _git;

    /// <param name="gitLength">The content's whole length, with which git's hash begins; null when only SHA-256 is wanted.</param>
    public ContentHash(long? gitLength = null)
    {
        if (gitLength is not { } length)
            return;
        // Not a promise of security: git names small files by SHA-1, and it is what the hub says about them.
#pragma warning disable CA5350
        _git = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        _git.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {length}\0")));
    }

    public string Sha256 => Convert.ToHexStringLower(_sha256.GetCurrentHash());

    /// <summary>Null when it was not asked for.</summary>
    public string? Git => _git is null ? null : Convert.ToHexStringLower(_git.GetCurrentHash());

    public static bool IsSha256(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    public static bool IsGit(string? text) => text is { Length: 40 } && text.All(char.IsAsciiHexDigitLower);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _sha256.AppendData(bytes);
        _git?.AppendData(bytes);
    }

    /// <summary>Appends a stream from where it stands to its end.</summary>
    public void Append(Stream from, Action<int> read, CancellationToken cancel)
    {
        var buffer = new byte[BufferBytes];
        while (from.Read(buffer) is > 0 and var count)
        {
            cancel.ThrowIfCancellationRequested();
            Append(buffer.AsSpan(0, count));
            read(count);
        }
    }

    /// <summary>The hashes of a file as it is on disk.</summary>
    public static ContentHash OfFile(string path, WithGitHash withGit, Action<int> read, CancellationToken cancel)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        var hash = new ContentHash(withGit == WithGitHash.Yes ? file.Length : null);
        hash.Append(file, read, cancel);
        return hash;
    }

    public void Dispose()
    {
        _sha256.Dispose();
        _git?.Dispose();
    }
}
