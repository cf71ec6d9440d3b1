using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.TextIndex;

namespace VideoIndex.Worker;

/// <summary>
/// Brings the text index up to the catalog's last change. A deleted or damaged index, and one of another language than is set, comes back the
/// same way: it starts from change 0. For one thread at a time.
/// </summary>
public sealed class TextPublisher(string dataFolder, string indexFolder)
{
    /// <summary>Changes applied between two commits: a few MB of text, well under a second of indexing.</summary>
    private const int ChangesPerCommit = 10_000;

    private readonly VerifiedFiles _verified = new();

    /// <summary>Does nothing when the index is up to date, or when another process is writing it (that one catches up).</summary>
    /// <returns>The number of documents changed.</returns>
    public long CatchUp(CancellationToken cancel)
    {
        using var catalog = CatalogReader.Open(dataFolder);
        using var writer = TextIndexWriter.TryOpen(indexFolder, catalog.CatalogId, _verified, LanguageSetting.Read(dataFolder));
        if (writer is null)
            return 0;
        var changed = 0L;
        while (writer.AppliedChange < catalog.LastChange())
        {
            cancel.ThrowIfCancellationRequested();
            var changes = catalog.TextChangesAfter(writer.AppliedChange, ChangesPerCommit, out var upTo);
            writer.Apply(changes, upTo);
            writer.Commit();
            changed += changes.Count;
        }

        return changed;
    }
}
