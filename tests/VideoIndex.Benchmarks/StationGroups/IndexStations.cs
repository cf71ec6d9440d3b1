using VideoIndex.Core;
using VideoIndex.Vision;
using VideoIndex.Worker;

namespace VideoIndex.Benchmarks;

/// <summary>The whole job of `videoindex index`, without the start of the process: scan to searchable, the model's loading included.</summary>
internal sealed class IndexStations(BenchmarkFolder folder, Lazy<string> sampleData)
{
    private const int ClipSeconds = 5, Clips = 40;

    private readonly Lazy<string> _clips = new(() => new FilmMaker(folder).Clips(Clips));
    private readonly Lazy<string> _film = new(() => new FilmMaker(folder).OneFilm(Clips * ClipSeconds));

    public IEnumerable<Station> All()
    {
        const string film = "index, one film of 200 s";
        yield return IndexStation("index, sample films", () => BenchmarkFolder.SampleMedia);
        yield return new Station("index again, nothing new", "times/s", IndexAgainAsync);
        yield return IndexStation(film, () => _film.Value);
        yield return IndexStation($"index, {Clips} clips of {ClipSeconds} s", () => _clips.Value) with { ComparedWith = film };
    }

    /// <summary>A data folder with the sample films in it.</summary>
    public static string IndexSamples(BenchmarkFolder folder)
    {
        var data = folder.NewPath("samples");
        IndexAsync(data, BenchmarkFolder.SampleMedia, CancellationToken.None).GetAwaiter().GetResult();
        return data;
    }

    private Station IndexStation(string name, Func<string> media) => new(name, "x real time", async cancel =>
    {
        var (report, captioner) = await IndexAsync(folder.NewPath("data"), media(), cancel);
        return new Work(report.VideoTime.TotalSeconds, new Figure("model waits", captioner!.Waited * 100, "% of its time"));
    });

    private async Task<Work> IndexAgainAsync(CancellationToken cancel)
    {
        var (report, _) = await IndexAsync(sampleData.Value, BenchmarkFolder.SampleMedia, cancel);
        return report.WindowsCaptioned == 0 ? new Work(1) : throw new InvalidOperationException("a finished library was captioned again");
    }

    private static async Task<(IndexReport Report, WatchedCaptioner? Captioner)> IndexAsync(string data, string media, CancellationToken cancel)
    {
        WatchedCaptioner? watched = null;
        var captions = new CaptionOptions();
        var model = new CaptionModel(
            SmolVlmCaptioner.SettingsOf(BenchmarkFolder.SampleModel, new VisionOptions(), captions, SampleFilms.Plan),
            () => watched = new WatchedCaptioner(new SmolVlmCaptioner(SmolVlm.Load(BenchmarkFolder.SampleModel, new VisionOptions()), captions)));
        var indexer = new Indexer(new IndexerOptions { DataFolder = data }, model, TimeProvider.System);
        var report = await indexer.IndexAsync(new IndexRequest([media]), new Progress<IndexProgress>(), cancel);
        return report.Failed == 0 ? (report, watched) : throw new InvalidOperationException($"{report.Failed} of the films failed: there is no rate");
    }
}
