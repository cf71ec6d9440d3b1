using System.Diagnostics;
using VideoIndex.Core;
using VideoIndex.Media;
using VideoIndex.Vision;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>The rows by which indexing is judged: ratios of things measured one after the other in the same round.</summary>
internal sealed class SpeedRows : IDisposable
{
    private static readonly WindowPlan s_full = SampleFilms.Plan;
    private static readonly WindowPlan s_auto = s_full with { Frames = FramePlan.Auto };

    private readonly BenchmarkFolder _folder = new();
    private readonly FullSizeModel _floats = new(Precision.Full);
    private readonly FullSizeModel _bytes = new(Precision.EightBit);
    private readonly SpeedFilms _films;
    private readonly IndexTimer _index;
    private readonly DemoWay _demo;
    private readonly KernelComparison _kernels;

    public SpeedRows()
    {
        _films = new SpeedFilms(_folder);
        _index = new IndexTimer(_folder);
        _demo = new DemoWay(_floats);
        _kernels = new KernelComparison(_bytes);
    }

    public IReadOnlyList<SpeedMeasure> All() =>
    [
        new([
            new("S1", "index, 3 frames a window, 256M int8, against the demos' way (fp32)", "x", "4 or more"),
            new("S2", "the same with the automatic plan", "x", "12 or more"),
            new("S3", "captioning loop against the time in ONNX Runtime", "x", "1.05 or less"),
            new("S4", "time the model waits for frames", "%", "5 or less"),
            new("S6, ordinary film", "automatic plan against full, 256M int8", "x", "no loss"),
        ], OrdinaryAsync),
        Keyframes("S5, keyframe each second", () => _films.LongHd(30), "8 or more"),
        Keyframes("S5, keyframe each 2 s", () => _films.LongHd(60), "8 or more"),
        Keyframes("S5, keyframe each 10 s", () => _films.LongHd(300), "1 or more"),
        Keyframes("S5, one keyframe", () => _films.Hd(2 * SpeedFilms.HdSeconds, 100_000), "0.9 or more"),
        Still("S6, slides", () => _films.Slides, "3 or more"),
        Still("S6, still camera", () => _films.StillCamera, "5 or more"),
        new([
            new("S7", "12 clips of 5 s against one film as long, automatic plan, 256M int8, windows of 5 s: as many of both", "x the time", "1.3 or less"),
            new("S7, usual windows", "the same, windows of 10 s: twice as many of the clips, each with one picture more than the film's have", "x the time", ""),
        ], FewClipsAsync),
        new([new("S7, sample model", "40 clips of 5 s against one film as long: what a file costs besides the model", "x the time", "1.3 or less")], ClipsAsync),
        new([
            new("S8", "index 1080p, 1 frame a window, 256M int8", "x real time", "8 or more"),
            new("S8, share", "of what the vision tower alone allows", "%", "70 or more"),
        ], HdAsync),
        new([
            new("S9", "peak of memory, film of 200 s, sample model, model and all", "MB", ""),
            new("S9, ten times as long", "the same, film of 2,000 s", "MB more than 200 s", "flat"),
            new("S9, four hours", "the same, film of 14,400 s", "MB more than 200 s", "flat"),
            new("S9, files", "the same, 40 clips of 5 s", "MB more than 200 s", "flat"),
        ], MemoryAsync),
        new([new("S9, over the model", "peak of memory over that of the loaded model, 1080p film, 256M int8", "MB", "1,500 or less")], OverModelAsync),
        new([
            new("S10", "preparing a frame of a 1080p film against the vision tower's time for it", "%", "3 or less"),
            new("S11", "one window alone, 256M int8, in fp32 vision frames", "frames", "2.1 or less"),
        ], OneWindowAsync),
        new(KernelComparison.Measured, cancel => Task.FromResult(_kernels.Compare(cancel))),
        Embedding("embedding, sample embedder", () => Path.Combine(BenchmarkFolder.SampleModel, "embedder")),
        Embedding("embedding, all-MiniLM-L6-v2", () => BenchmarkFolder.Shared("models", "all-MiniLM-L6-v2")),
    ];

    public void Dispose()
    {
        _demo.Dispose();
        _kernels.Dispose();
        _floats.Dispose();
        _bytes.Dispose();
        _folder.Dispose();
    }

    private async Task<double[]> OrdinaryAsync(CancellationToken cancel)
    {
        var captioner = _bytes.NewCaptioner();
        var folder = Path.GetDirectoryName(_films.Ordinary)!;
        _ = _floats.Model;
        var inRuntime = _bytes.Model.TimeInRuntime;
        var full = await _index.IndexAsync(folder, _bytes.SettingsFor(s_full), captioner, cancel, loading: _bytes.Loading);
        inRuntime = _bytes.Model.TimeInRuntime - inRuntime;
        var auto = await _index.IndexAsync(folder, _bytes.SettingsFor(s_auto), captioner, cancel);
        var demo = await _demo.CaptionAsync(_films.Ordinary, full.Video, s_full, new FrameShape(1024, 576), cancel);
        return [demo / full.Time, demo / auto.Time, full.Captioning / inRuntime, full.Waited * 100, full.Time / auto.Time];
    }

    private static SpeedMeasure Keyframes(string name, Func<string> film, string goal) => new(
        [
            new(name, "reading frames of 1080p (5 minutes; one keyframe: 1), automatic plan against every picture", "x", goal),
            new($"{name}, full plan", "the same, full plan, which decodes what its pictures are made from", "x", ""),
        ],
        async cancel =>
        {
            var every = await ReadAsync(film(), s_full, probe => probe with { VideoCodec = "one that nothing is known of" }, cancel);
            var auto = await ReadAsync(film(), s_auto, probe => probe, cancel);
            var full = await ReadAsync(film(), s_full, probe => probe, cancel);
            return [every / auto, every / full];
        });

    private static async Task<TimeSpan> ReadAsync(string film, WindowPlan plan, Func<MediaProbe, MediaProbe> known, CancellationToken cancel)
    {
        var options = new MediaOptions();
        var prober = new MediaProber(options);
        var start = Stopwatch.GetTimestamp();
        var probe = known(await prober.ProbeAsync(film, cancel));
        await foreach (var windows in WindowThinner.ThinAsync(new FrameReader(options, prober).ReadAsync(film, probe, plan, TimeSpan.Zero, cancel), cancel))
            _ = windows;
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The full plan itself encodes pictures that are equal to the last level once; so it is measured without that too.</summary>
    private SpeedMeasure Still(string name, Func<string> film, string goal) => new(
        [
            new(name, "index, automatic plan against full with every frame encoded, 256M int8", "x", goal),
            new($"{name}, full as it is", "the same, against the full plan, which encodes equal frames once", "x", ""),
        ],
        async cancel =>
        {
            var (captioner, folder) = (_bytes.NewCaptioner(), Path.GetDirectoryName(film())!);
            var blunt = await _index.IndexAsync(folder, _bytes.SettingsFor(s_full), new BluntCaptioner(captioner), cancel);
            var full = await _index.IndexAsync(folder, _bytes.SettingsFor(s_full), captioner, cancel);
            var auto = await _index.IndexAsync(folder, _bytes.SettingsFor(s_auto), captioner, cancel);
            return [blunt.Time / auto.Time, full.Time / auto.Time];
        });

    /// <summary>In turns, each way in both places, so that what comes first is no gain; captioning by the clock, from the first batch to the last.</summary>
    private SpeedMeasure Embedding(string name, Func<string> embedder) => new(
        [
            new(name, "captioning with vectors made beside it, 256M int8, against captioning alone", "% more time", "3 or less"),
            new($"{name}, all", "the whole index, with loading the embedder and its last vectors", "% more time", ""),
        ],
        async cancel =>
        {
            var (captioner, folder) = (_bytes.NewCaptioner(), Path.GetDirectoryName(_films.Ordinary)!);
            var times = new List<(bool Embeds, IndexTime Time)>();
            foreach (var embeds in (bool[])[false, true, true, false])
                times.Add((embeds, await _index.IndexAsync(folder, _bytes.SettingsFor(s_auto), captioner, cancel, embeds ? embedder() : null)));
            return [More(time => time.Captioning), More(time => time.Time)];

            double More(Func<IndexTime, TimeSpan> part) =>
                100 * (Sum(true, part) / Sum(false, part) - 1);

            double Sum(bool embeds, Func<IndexTime, TimeSpan> part) => times.Where(each => each.Embeds == embeds).Sum(each => part(each.Time).TotalSeconds);
        });

    private async Task<double[]> ClipsAsync(CancellationToken cancel)
    {
        using var captioner = NewSampleCaptioner();
        return [await ClipsAgainstFilmAsync(_films.OneFilm, _films.ShortClips, SampleSettings(), captioner, cancel)];
    }

    private async Task<double[]> FewClipsAsync(CancellationToken cancel)
    {
        var captioner = _bytes.NewCaptioner();
        var asLong = s_auto with { WindowLength = TimeSpan.FromSeconds(SpeedFilms.ClipSeconds), FramesPerWindow = 2 };
        return [await CompareAsync(asLong), await CompareAsync(s_auto)];

        Task<double> CompareAsync(WindowPlan plan) => ClipsAgainstFilmAsync(_films.ShortFilm, _films.FewClips, _bytes.SettingsFor(plan), captioner, cancel);
    }

    /// <summary>How many times as long a second of video takes in the folder of clips as in that of one film.</summary>
    private async Task<double> ClipsAgainstFilmAsync(string film, string clips, CaptionSettings settings, ICaptioner captioner, CancellationToken cancel)
    {
        var one = await _index.IndexAsync(film, settings, captioner, cancel);
        var many = await _index.IndexAsync(clips, settings, captioner, cancel);
        return many.Time / many.Video / (one.Time / one.Video);
    }

    private async Task<double[]> HdAsync(CancellationToken cancel)
    {
        var captioner = _bytes.NewCaptioner();
        var film = _films.QuarterHd;
        var time = await _index.IndexAsync(Path.GetDirectoryName(film)!, _bytes.SettingsFor(s_auto with { FramesPerWindow = 1 }), captioner, cancel);
        var frame = Vision(_bytes, cancel);
        return [time.TimesRealTime, 100 * time.TimesRealTime / (s_full.WindowLength / frame)];
    }

    private async Task<double[]> MemoryAsync(CancellationToken cancel)
    {
        using var captioner = NewSampleCaptioner();
        await _index.IndexAsync(_films.OneFilm, SampleSettings(), captioner, cancel);
        var once = await PeakAsync(_films.OneFilm);
        return [once, await PeakAsync(_films.LongFilm) - once, await PeakAsync(_films.LongestFilm) - once, await PeakAsync(_films.ShortClips) - once];

        async Task<double> PeakAsync(string film)
        {
            using var memory = new PeakMemory();
            await _index.IndexAsync(film, SampleSettings(), captioner, cancel);
            return memory.MegaBytes;
        }
    }

    private async Task<double[]> OverModelAsync(CancellationToken cancel)
    {
        var captioner = _bytes.NewCaptioner();
        using var memory = new PeakMemory();
        var loaded = memory.Look();
        await _index.IndexAsync(Path.GetDirectoryName(_films.Hd(2 * SpeedFilms.HdSeconds, 60))!, _bytes.SettingsFor(s_auto), captioner, cancel);
        return [memory.MegaBytes - loaded];
    }

    private async Task<double[]> OneWindowAsync(CancellationToken cancel)
    {
        var captioner = _bytes.NewCaptioner();
        var frames = new List<VideoFrame>();
        var film = _films.Hd(SpeedFilms.HdSeconds, 60);
        var options = new MediaOptions();
        var probe = await new MediaProber(options).ProbeAsync(film, cancel);
        await foreach (var read in new FrameReader(options).ReadAsync(film, probe, s_full, TimeSpan.Zero, cancel))
            frames.AddRange(read.Frames);
        var unit = Vision(_floats, cancel);
        var start = Stopwatch.GetTimestamp();
        var window = new TimeRange(TimeSpan.Zero, s_full.WindowLength);
        var prepared = captioner.Prepare(new WindowFrames(window, s_full.FrameTimes(window), frames[..s_full.FramesPerWindow]));
        var preparing = Stopwatch.GetElapsedTime(start) / s_full.FramesPerWindow;
        var pictures = _bytes.Model.TimeInPictures;
        start = Stopwatch.GetTimestamp();
        captioner.CaptionBatch([prepared], cancel);
        var alone = Stopwatch.GetElapsedTime(start);
        pictures = _bytes.Model.TimeInPictures - pictures;
        return [100 * preparing / (pictures / s_full.FramesPerWindow), alone / unit];
    }

    /// <summary>The time of a vision run of one frame, the better of two: the first touches memory anew.</summary>
    private static TimeSpan Vision(FullSizeModel model, CancellationToken cancel)
    {
        var picture = new float[model.Model.Images.PictureLength];
        var times = new List<TimeSpan>();
        for (var run = 0; run < 2; run++)
        {
            var before = model.Model.TimeInRuntime;
            model.Model.EncodeImages([picture], cancel);
            times.Add(model.Model.TimeInRuntime - before);
        }

        return times.Min();
    }

    private static SmolVlmCaptioner NewSampleCaptioner() => new(SmolVlm.Load(BenchmarkFolder.SampleModel, new VisionOptions()), new CaptionOptions());

    private static CaptionSettings SampleSettings() => SmolVlmCaptioner.SettingsOf(BenchmarkFolder.SampleModel, new VisionOptions(), new CaptionOptions(), s_auto);
}
