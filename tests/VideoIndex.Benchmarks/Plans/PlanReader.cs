using System.Runtime.CompilerServices;
using VideoIndex.Core;
using VideoIndex.Media;
using VideoIndex.Vision;

namespace VideoIndex.Benchmarks.Plans;

/// <summary>Reads a film's windows as the indexer does, and captions them with the sample model in 32-bit floats where their words are of interest.</summary>
internal sealed class PlanReader : IDisposable
{
    private readonly SmolVlmCaptioner _captioner = new(SmolVlm.Load(BenchmarkFolder.SampleModel, new VisionOptions()), new CaptionOptions());
    private readonly MediaOptions _options = new();

    public async Task<IReadOnlyList<SeenWindow>> ReadAsync(PlanFilm film, FramePlan frames, CancellationToken cancel)
    {
        var plan = SampleFilms.Plan with { Frames = frames };
        var prober = new MediaProber(_options);
        var probe = await prober.ProbeAsync(film.Path, cancel);
        var times = new ConditionalWeakTable<VideoFrame, object>();
        var windows = new FrameReader(_options, prober).ReadAsync(film.Path, probe, plan, TimeSpan.Zero, cancel).Select(Noted);
        var thinned = frames == FramePlan.Auto ? WindowThinner.ThinAsync(windows, cancel) : windows.Select(window => new StillWindows(window, []));
        var seen = new List<SeenWindow>();
        await foreach (var (shown, repeats) in thinned)
        {
            var text = film.HasWords ? _captioner.CaptionBatch([_captioner.Prepare(shown)], cancel)[0].Text : null;
            seen.Add(new SeenWindow(shown.Window, text, [.. shown.Frames.Select(TimeOf).Distinct()], shown.FramePlan));
            seen.AddRange(repeats.Select(window => new SeenWindow(window, text, [], shown.FramePlan)));
        }

        return seen;

        TimeSpan TimeOf(VideoFrame frame) => times.TryGetValue(frame, out var time) ? (TimeSpan)time : throw new InvalidOperationException("a frame from nowhere");

        // A frame may show another one's picture: what was looked at is where the pictures are from.
        WindowFrames Noted(WindowFrames window)
        {
            foreach (var (frame, time) in window.Frames.Zip(window.FrameTimes))
                times.AddOrUpdate(frame, time);
            return window;
        }
    }

    public void Dispose() => _captioner.Dispose();
}
