using Lucene.Net.Codecs;
using Lucene.Net.Store;
using LuceneDirectory = Lucene.Net.Store.Directory;

namespace VideoIndex.TextIndex;

/// <summary>
/// The files of an index that have shown, in this process, the checksum they were written with. Files of an index are never changed: one of
/// the same name, length and time is not read again. For one thread at a time.
/// </summary>
public sealed class VerifiedFiles
{
    private Dictionary<string, (long Length, DateTime Written)> _known = new(StringComparer.Ordinal);

    /// <summary>Throws when the bytes of one of the files do not give the checksum at its end. What is not named is forgotten.</summary>
    /// <returns>False when a file is not the one that had its name before: the index was made anew.</returns>
    internal bool Verify(FSDirectory directory, IEnumerable<string> files)
    {
        var isSame = true;
        var verified = new Dictionary<string, (long, DateTime)>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var held = new FileInfo(Path.Combine(directory.Directory.FullName, file));
            var stamp = (held.Length, held.LastWriteTimeUtc);
            var isKnown = _known.TryGetValue(file, out var known);
            if (!isKnown || known != stamp)
                Verify(directory, file);
            isSame &= !isKnown || known == stamp;
            verified[file] = stamp;
        }

        _known = verified;
        return isSame;
    }

    /// <summary>As <see cref="Verify(FSDirectory, IEnumerable{string})"/>, for one file, however often it was read.</summary>
    internal static void Verify(LuceneDirectory directory, string file)
    {
        using var input = directory.OpenInput(file, IOContext.READ_ONCE);
        CodecUtil.ChecksumEntireFile(input);
    }
}
