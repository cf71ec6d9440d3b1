using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.VectorIndex;

namespace VideoIndex.Worker;

/// <summary>
/// Brings the vector index up to the catalog's last change. A deleted or damaged index, or one of another embedder, comes back the same way:
/// it starts from change 0, and no caption is made anew. For one thread at a time; the embedder stays the caller's.
/// </summary>
public sealed class VectorPublisher(string dataFolder, string indexFolder, ITextEmbedder embedder)
{
    /// <summary>Changes between two commits: a few seconds of embedding, which a stop may lose.</summary>
    private const int ChangesPerCommit = 4_096;

    /// <summary>Changes between two looks at whether to stop, or to rest.</summary>
    private const int ChangesPerStep = 64;

    /// <summary>Embeds and commits until nothing is left to do. Does nothing when another process is writing the index (that one catches up).</summary>
    /// <param name="rest">Called after each step with the time it took: waits, where others are to have the processor.</param>
    /// <returns>The number of documents changed.</returns>
    public long CatchUp(Action<TimeSpan> rest, CancellationToken cancel)
    {
        using var catalog = CatalogReader.Open(dataFolder);
        using var writer = VectorIndexWriter.TryOpen(indexFolder, catalog.CatalogId, embedder.Identity, embedder.Dimensions);
        if (writer is null)
            return 0;
        var changed = 0L;
        while (writer.AppliedChange < catalog.LastChange())
        {
            changed += ApplyNext(catalog, writer, rest, cancel);
            writer.Commit();
            cancel.ThrowIfCancellationRequested();
        }

        return changed;
    }

    /// <summary>What was embedded before a stop is applied: nothing is embedded twice.</summary>
    private long ApplyNext(CatalogReader catalog, VectorIndexWriter writer, Action<TimeSpan> rest, CancellationToken cancel)
    {
        var changes = catalog.TextChangesAfter(writer.AppliedChange, ChangesPerCommit, out var upTo);
        var done = 0;
        foreach (var step in changes.Chunk(ChangesPerStep))
        {
            if (cancel.IsCancellationRequested)
                return done;
            var start = TimeProvider.System.GetTimestamp();
            done += step.Length;
            writer.Apply(Embed(step), done == changes.Count ? upTo : step[^1].Change);
            rest(TimeProvider.System.GetElapsedTime(start));
        }

        if (changes.Count == 0)
            writer.Apply([], upTo);
        return done;
    }

    /// <summary>Equal texts (a camera that sees the same for hours) are embedded once.</summary>
    private List<DocumentVector> Embed(IReadOnlyList<TextChange> changes)
    {
        var texts = changes.Where(change => change.Document is not null).Select(change => change.Document!.Text).Distinct().ToList();
        var vectors = texts.Zip(embedder.Embed(texts, CancellationToken.None)).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. changes.Select(change => change.Document is { } document
            ? new DocumentVector(change.Id, document.MediaId, document.Span, vectors[document.Text])
            : new DocumentVector(change.Id, 0, default, null))];
    }
}
