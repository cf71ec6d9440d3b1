using System.Diagnostics;
using VideoIndex.Core;
using VideoIndex.Media;
using VideoIndex.Vision;

namespace VideoIndex.Benchmarks;

/// <summary>From frames to captions, with the sample model.</summary>
internal sealed class CaptionStations : IDisposable
{
    private const int PreparedPerRun = 8;

    private readonly Lazy<SmolVlm> _model = new(() => SmolVlm.Load(BenchmarkFolder.SampleModel, new VisionOptions()));
    private readonly Lazy<SmolVlmCaptioner> _captioner;
    private readonly Lazy<Task<IReadOnlyList<PreparedWindow>>> _windows;
    private readonly Lazy<Task<VideoFrame>> _hdFrame;

    public CaptionStations(Func<string> hdFilm)
    {
        _captioner = new(() => new SmolVlmCaptioner(_model.Value, new CaptionOptions()));
        _windows = new(PrepareFilmsAsync);
        _hdFrame = new(() => ReadFrameAsync(hdFilm()));
    }

    public IEnumerable<Station> All()
    {
        var sample = ImagePreparation.Load(BenchmarkFolder.SampleModel);
        yield return PrepareStation(sample);
        yield return PrepareStation(sample with { Side = 512, ImageLongestEdge = 2048 }); // as the published checkpoints ask
        yield return new Station("caption, sample model", "windows/s", CaptionAsync);
    }

    public void Dispose()
    {
        if (_captioner.IsValueCreated)
            _captioner.Value.Dispose();
    }

    private Station PrepareStation(ImagePreparation settings)
    {
        var preparer = new ImagePreparer(settings);
        var picture = new float[preparer.PictureLength];
        return new Station($"prepare a 1080p frame to {settings.Side}", "frames/s", async _ =>
        {
            var frame = await _hdFrame.Value;
            for (var i = 0; i < PreparedPerRun; i++)
                preparer.PrepareFrame(frame, picture);
            return new Work(PreparedPerRun);
        });
    }

    /// <summary>All windows of the sample films, in batches as large as the device likes them; decoded and prepared before.</summary>
    private async Task<Work> CaptionAsync(CancellationToken cancel)
    {
        var windows = await _windows.Value;
        var (start, inRuntime) = (Stopwatch.GetTimestamp(), _model.Value.TimeInRuntime);
        foreach (var batch in windows.Chunk(_captioner.Value.PreferredBatch))
            _captioner.Value.CaptionBatch(batch, cancel);
        var outside = 1 - (_model.Value.TimeInRuntime - inRuntime) / Stopwatch.GetElapsedTime(start);
        return new Work(windows.Count, new Figure("outside ONNX Runtime", outside * 100, "%"));
    }

    private async Task<IReadOnlyList<PreparedWindow>> PrepareFilmsAsync()
    {
        var options = new MediaOptions();
        var windows = new List<PreparedWindow>();
        foreach (var (path, probe) in await SampleFilms.ProbeAsync(new MediaProber(options), SampleFilms.Paths, CancellationToken.None))
            await foreach (var window in new FrameReader(options).ReadAsync(path, probe, SampleFilms.Plan, TimeSpan.Zero, CancellationToken.None))
                windows.Add(_captioner.Value.Prepare(window));
        return windows;
    }

    private static async Task<VideoFrame> ReadFrameAsync(string film)
    {
        var options = new MediaOptions { LongestEdge = 1920 };
        var probe = await new MediaProber(options).ProbeAsync(film, CancellationToken.None);
        var plan = new WindowPlan(probe.Duration, 1);
        await foreach (var window in new FrameReader(options).ReadAsync(film, probe, plan, TimeSpan.Zero, CancellationToken.None))
            return window.Frames[0];
        throw new InvalidOperationException($"there is no frame in `{film}`");
    }
}
