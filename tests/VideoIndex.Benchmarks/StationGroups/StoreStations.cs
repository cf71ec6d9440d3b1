using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Worker;

namespace VideoIndex.Benchmarks;

/// <summary>From captions to the catalog and the text index.</summary>
internal sealed class StoreStations(BenchmarkFolder folder, Lazy<string> writtenData)
{
    /// <summary>What the sample model's captioner likes on a CPU; each batch is a transaction that waits for the disk.</summary>
    private const int Batch = 16;

    private readonly IReadOnlyList<Caption> _captions = CaptionWords.Media(1, WrittenCatalog.WindowsPerMedia).Single();
    private CatalogWriter? _catalog;
    private long _media;

    public IEnumerable<Station> All()
    {
        yield return Station.Of($"store, batches of {Batch}", "windows/s", Store) with { Before = OpenCatalog, After = () => _catalog?.Dispose() };
        yield return Station.Of("text index", "windows/s", Publish);
    }

    private void OpenCatalog()
    {
        _catalog = CatalogWriter.Open(folder.NewPath("store"), TimeProvider.System);
        _media = WrittenCatalog.AddMedia(_catalog);
    }

    private Work Store(CancellationToken cancel)
    {
        WrittenCatalog.Store(_catalog!, _media, _captions, Batch);
        return new Work(_captions.Count);
    }

    /// <summary>Everything in a catalog of many hours into a new index, as after the index was deleted.</summary>
    private Work Publish(CancellationToken cancel) => new(new TextPublisher(writtenData.Value, folder.NewPath("text")).CatchUp(cancel));
}
