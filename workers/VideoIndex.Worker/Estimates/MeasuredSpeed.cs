namespace VideoIndex.Worker;

/// <summary>How fast this machine indexes with a model: what was measured, and on what. Its estimate is <see cref="TimeFor"/>.</summary>
/// <param name="Key">Machine, model and settings that it holds for.</param>
/// <param name="SecondsPerWindow">Reading, captioning and storing together, in full swing.</param>
/// <param name="OverheadSeconds">What a run takes besides: loading the model, the first frames, the last publish.</param>
/// <param name="OneFrameShare">The model's time for a window of one frame, as a share of its time for one as it was measured; null when not measured.</param>
/// <param name="Windows">How many it was measured on.</param>
/// <param name="Device">Where captions were computed.</param>
public sealed record MeasuredSpeed(
    string Key, double SecondsPerWindow, double OverheadSeconds, double? OneFrameShare, long Windows, string Device, DateTimeOffset Measured)
{
    public TimeSpan TimeFor(long windows) => TimeSpan.FromSeconds(windows == 0 ? 0 : OverheadSeconds + windows * SecondsPerWindow);

    public TimeSpan? OneFrameTimeFor(long windows) =>
        OneFrameShare is { } share ? TimeSpan.FromSeconds(OverheadSeconds + windows * SecondsPerWindow * share) : null;
}
