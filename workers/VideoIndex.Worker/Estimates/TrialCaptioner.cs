using VideoIndex.Core;

namespace VideoIndex.Worker;

/// <summary>Passes everything on to a captioner that it does not own, and keeps the first windows that come by, to time the model alone on them.</summary>
internal sealed class TrialCaptioner(ICaptioner captioner, TimeProvider clock) : ICaptioner
{
    /// <summary>Two say as much as a batch, of which one of a large model takes a minute.</summary>
    private const int Kept = 2;

    private IReadOnlyList<PreparedWindow> _kept = [];

    public string Device => captioner.Device;

    public int PreferredBatch => captioner.PreferredBatch;

    public PreparedWindow Prepare(WindowFrames window) => captioner.Prepare(window);

    public IReadOnlyList<Caption> CaptionBatch(IReadOnlyList<PreparedWindow> windows, CancellationToken cancel)
    {
        if (_kept.Count == 0)
            _kept = [.. windows.Take(Kept)];
        return captioner.CaptionBatch(windows, cancel);
    }

    /// <summary>The model's time for windows of one frame as a share of its time for the same with all; null when they had one anyway, or there were none.</summary>
    public double? OneFrameShare(CancellationToken cancel)
    {
        if (_kept.Count == 0 || _kept.All(window => window.FrameTimes.Count == 1))
            return null;
        var one = Time([.. _kept.Select(OneFrame)], cancel);
        return Math.Min(1, one / Time(_kept, cancel));
    }

    public void Dispose()
    {
        // its owner goes on with it
    }

    /// <summary>The first frame shows the first picture.</summary>
    private static PreparedWindow OneFrame(PreparedWindow window) =>
        new(window.Window, [window.FrameTimes[0]], window.Pixels[..(window.Pixels.Length / window.Pictures)]);

    private TimeSpan Time(IReadOnlyList<PreparedWindow> windows, CancellationToken cancel)
    {
        var start = clock.GetTimestamp();
        captioner.CaptionBatch(windows, cancel);
        return clock.GetElapsedTime(start);
    }
}
