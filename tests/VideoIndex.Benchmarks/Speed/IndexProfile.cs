using System.Diagnostics;
using VideoIndex.Core;
using VideoIndex.Vision;
using VideoIndex.Worker;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>Index runs, scan to searchable with a model that is loaded already, whose seconds are told apart.</summary>
internal sealed class IndexProfile : IDisposable
{
    private static readonly WindowPlan s_full = SampleFilms.Plan;
    private static readonly WindowPlan s_auto = s_full with { Frames = FramePlan.Auto };

    private readonly BenchmarkFolder _folder = new();
    private readonly FullSizeModel _bytes = new(Precision.EightBit);
    private readonly SpeedFilms _films;
    private readonly Lazy<SmolVlm> _sample = new(() => SmolVlm.Load(BenchmarkFolder.SampleModel, new VisionOptions()));

    public IndexProfile() => _films = new SpeedFilms(_folder);

    public IReadOnlyList<ProfileCase> All() =>
    [
        new("256M int8, ordinary film of 120 s, 3 frames a window", cancel => FullSizeAsync(_films.Ordinary, s_full, cancel)),
        new("256M int8, 1080p film of 300 s, 1 frame a window, automatic plan",
            cancel => FullSizeAsync(_films.Hd(SpeedFilms.LongHdSeconds, 60), s_auto with { FramesPerWindow = 1 }, cancel)),
        new("256M int8, 12 clips of 5 s, automatic plan", cancel => FullSizeAsync(Path.Combine(_films.FewClips, "any"), s_auto, cancel)),
        new("256M int8, one film of 60 s, automatic plan", cancel => FullSizeAsync(Path.Combine(_films.ShortFilm, "any"), s_auto, cancel)),
        new("sample model, 40 clips of 5 s, automatic plan", cancel => SampleAsync(_films.ShortClips, cancel)),
        new("sample model, one film of 200 s, automatic plan", cancel => SampleAsync(_films.OneFilm, cancel)),
    ];

    public void Dispose()
    {
        _bytes.Dispose();
        if (_sample.IsValueCreated)
            _sample.Value.Dispose();
        _folder.Dispose();
    }

    private Task<RunSeconds> FullSizeAsync(string film, WindowPlan plan, CancellationToken cancel) =>
        RunAsync(Path.GetDirectoryName(film)!, _bytes.SettingsFor(plan), _bytes.Model, _bytes.NewCaptioner(), cancel);

    private Task<RunSeconds> SampleAsync(string folder, CancellationToken cancel) => RunAsync(
        folder, SmolVlmCaptioner.SettingsOf(BenchmarkFolder.SampleModel, new VisionOptions(), new CaptionOptions(), s_auto),
        _sample.Value, new SmolVlmCaptioner(_sample.Value, new CaptionOptions()), cancel);

    private async Task<RunSeconds> RunAsync(string folder, CaptionSettings settings, SmolVlm model, SmolVlmCaptioner captioner, CancellationToken cancel)
    {
        ProfiledCaptioner? watched = null;
        var loading = TimeSpan.Zero;
        var data = _folder.NewPath("data");
        var (start, processor) = (Stopwatch.GetTimestamp(), ProcessorTime.Read());
        var report = await new Indexer(new IndexerOptions { DataFolder = data }, new CaptionModel(settings, Load), TimeProvider.System)
            .IndexAsync(new IndexRequest([folder]), new Progress<IndexProgress>(), cancel);
        var (stages, spent) = (watched!.Stages(watched.Now), ProcessorTime.Read() - processor);
        Directory.Delete(data, recursive: true);
        return new RunSeconds(
            report.VideoTime, watched.Windows, [("scan, probe, first frames", loading), .. stages],
            [("ffmpeg and ffprobe", spent.Started), ("this program", spent.Own), ("of that, preparing frames", watched.Preparing)]);

        ICaptioner Load()
        {
            loading = Stopwatch.GetElapsedTime(start);
            return watched = new ProfiledCaptioner(model, captioner);
        }
    }
}
