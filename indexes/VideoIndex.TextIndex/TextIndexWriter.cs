using Lucene.Net.Index;
using Lucene.Net.Store;
using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>
/// The one writer of a text index. Follows the catalog's change log: what is applied is visible to readers, and survives, from
/// <see cref="Commit"/> on, together with the number of the last change. For one thread at a time.
/// </summary>
/// <remarks>After an exception from <see cref="Apply"/> or <see cref="Commit"/> (disk full) dispose it and open it again: it then stands at
/// its last commit.</remarks>
public sealed class TextIndexWriter : IDisposable
{
    private readonly FileStream _lock;
    private readonly FSDirectory _directory;
    private readonly TimedTextAnalyzer _analyzer;
    private readonly IndexWriter _writer;
    private CommitMark _committed;
    private CommitMark _applied;

    private TextIndexWriter(FileStream writerLock, FSDirectory directory, CommitMark mark)
    {
        _lock = writerLock;
        _directory = directory;
        _applied = _committed = mark;
        _analyzer = new TimedTextAnalyzer(mark.Language);
        _writer = new IndexWriter(directory, Configuration());
    }

    /// <summary>The last change applied, committed or not: the next to apply comes after it.</summary>
    public long AppliedChange => _applied.AppliedChange;

    /// <summary>
    /// Null while another writer holds the folder. An index that is missing, damaged, of another format, catalog or language is replaced
    /// by an empty one, whose <see cref="AppliedChange"/> is 0.
    /// </summary>
    /// <param name="verified">What was read before, by writers of the same folder, is not read again.</param>
    public static TextIndexWriter? TryOpen(string folder, string catalogId, VerifiedFiles verified, TextLanguage language = TextLanguage.English)
    {
        var writerLock = IndexFolder.TryLock(folder);
        if (writerLock is null)
            return null;

        FSDirectory? directory = null;
        try
        {
            directory = IndexFolder.Open(folder);
            return CommittedIndex.ReadMark(directory, verified) is { } mark && mark.CatalogId == catalogId && mark.Language == language
                ? new TextIndexWriter(writerLock, directory, mark)
                : Replace(writerLock, directory, folder, new CommitMark(catalogId, 0, language));
        }
        catch
        {
            directory?.Dispose();
            writerLock.Dispose();
            throw;
        }
    }

    /// <summary>As the other, reading every file.</summary>
    public static TextIndexWriter? TryOpen(string folder, string catalogId) => TryOpen(folder, catalogId, new VerifiedFiles());

    /// <summary>Applies changes of the catalog; <paramref name="upTo"/> is the number of the last change they stand for.</summary>
    public void Apply(IReadOnlyList<TextChange> changes, long upTo)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(upTo, AppliedChange);
        foreach (var change in changes)
        {
            var id = new Term(TextFields.Id, change.Id);
            if (change.Document is { } document)
                _writer.UpdateDocument(id, TextFields.ToLucene(document));
            else
                _writer.DeleteDocuments(id);
        }

        _applied = _applied with { AppliedChange = upTo };
    }

    /// <summary>Makes what was applied durable and visible to readers opened from now on. Does nothing when nothing was applied.</summary>
    public void Commit()
    {
        if (_applied != _committed)
            CommitApplied();
    }

    /// <summary>Drops what was applied but not committed.</summary>
    public void Dispose()
    {
        try
        {
            _writer.Rollback();
        }
        finally
        {
            _directory.Dispose();
            _analyzer.Dispose();
            _lock.Dispose();
        }
    }

    private void CommitApplied()
    {
        _writer.SetCommitData(_applied.ToUserData());
        _writer.Commit();
        _committed = _applied;
    }

    private static TextIndexWriter Replace(FileStream writerLock, FSDirectory directory, string folder, CommitMark mark)
    {
        IndexFolder.DeleteIndex(folder);
        var writer = new TextIndexWriter(writerLock, directory, mark);
        try
        {
            writer.CommitApplied();
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    // No compound files: inside one Lucene 4.8 does not keep a checksum over all bytes. Merges run in the calling thread: in a thread of
    // Lucene's own a full disk would end the process.
    private IndexWriterConfig Configuration() => new(TimedTextAnalyzer.Version, _analyzer)
    {
        Similarity = new TimedTextSimilarity(),
        MergeScheduler = new SerialMergeScheduler(),
        MergePolicy = new TieredMergePolicy { NoCFSRatio = 0 },
        UseCompoundFile = false,
        OpenMode = OpenMode.CREATE_OR_APPEND,
    };
}
