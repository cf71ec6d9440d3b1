namespace VideoIndex.Benchmarks;

/// <summary>The stations of the way from a folder to a clip, each with what its rate counts. All are real: the public types on real files.</summary>
internal sealed class Stations : IDisposable
{
    /// <summary>So many hours of 10 s windows are 100,000 windows, but for a few.</summary>
    private const int WrittenHours = 100_000 / WrittenCatalog.WindowsPerMedia + 1;

    private readonly BenchmarkFolder _folder = new();
    private readonly MediaStations _media;
    private readonly CaptionStations _captions;
    private readonly StoreStations _stores;
    private readonly SearchStations _searches;
    private readonly IndexStations _indexing;

    public Stations()
    {
        var sampleData = new Lazy<string>(() => IndexStations.IndexSamples(_folder));
        var writtenData = new Lazy<string>(WriteCatalog);
        _media = new MediaStations(_folder);
        _captions = new CaptionStations(() => _media.HdFilm);
        _stores = new StoreStations(_folder, writtenData);
        _searches = new SearchStations(sampleData, writtenData);
        _indexing = new IndexStations(_folder, sampleData);
    }

    /// <summary>In the order of the way.</summary>
    public IReadOnlyList<Station> All() => [.. _media.All(), .. _captions.All(), .. _stores.All(), .. _searches.All(), .. _indexing.All()];

    public void Dispose()
    {
        _captions.Dispose();
        _folder.Dispose();
    }

    private string WriteCatalog()
    {
        var data = _folder.NewPath("written");
        WrittenCatalog.Write(data, CaptionWords.Media(WrittenHours, WrittenCatalog.WindowsPerMedia));
        return data;
    }
}
