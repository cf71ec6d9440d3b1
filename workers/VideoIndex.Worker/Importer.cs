using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Worker;

/// <summary>Stores captions that somebody else made, and makes them findable. An import again replaces what these media had from imports.</summary>
public sealed class Importer(IndexerOptions options, TimeProvider clock)
{
    /// <summary>Media stored in one transaction.</summary>
    private const int MediaAtATime = 500;

    private readonly IndexerOptions _options = options.Validated();

    /// <summary>Holds the texts of one import in memory: about a kilobyte for each line.</summary>
    /// <exception cref="VideoIndexException">The catalog cannot be written, or the embedder does not load.</exception>
    public ImportReport Import(IEnumerable<ImportedLine> lines, CancellationToken cancel)
    {
        var media = lines.GroupBy(line => line.Media, line => line.Cue)
            .Select(group => (Media: group.Key, Cues: (IReadOnlyList<Cue>)[.. group])).ToList();
        var withoutFile = 0;
        using (var catalog = CatalogWriter.Open(_options.DataFolder, clock))
        {
            foreach (var some in media.Chunk(MediaAtATime))
            {
                cancel.ThrowIfCancellationRequested();
                withoutFile += catalog.ImportCues(some);
            }
        }

        Publish(cancel);
        return new ImportReport(media.Sum(group => (long)group.Cues.Count), media.Count, withoutFile);
    }

    private void Publish(CancellationToken cancel)
    {
        new TextPublisher(_options.DataFolder, _options.TextIndexFolder).CatchUp(cancel);
        if (_options.LoadEmbedder is not { } load)
            return;
        using var embedder = load();
        new VectorPublisher(_options.DataFolder, _options.VectorIndexFolder, embedder).CatchUp(_ => { }, cancel);
    }
}
