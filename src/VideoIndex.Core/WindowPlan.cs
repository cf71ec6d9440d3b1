namespace VideoIndex.Core;

/// <summary>How a media's time is cut into windows and where in a window its frames are taken. Pure rules.</summary>
/// <remarks>
/// Windows lie at whole multiples of the window length from zero, so that a file that grew, or a run that was stopped,
/// keeps the windows it had. They cover [0, duration) exactly once. A rest shorter than <see cref="ShortestRest"/>
/// is no window of its own (a stream a few frames longer than its neighbour would make one): the last window is longer by it.
/// </remarks>
public sealed record WindowPlan(TimeSpan WindowLength, int FramesPerWindow)
{
    /// <summary>Containers report lengths up to about half a second past the last picture; a clip shorter than a second is of no use.</summary>
    public static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(1);

    /// <summary>How the frames are chosen. Unless it is full, a window may get fewer than <see cref="FramesPerWindow"/>, or one more for another shot.</summary>
    public FramePlan Frames { get; init; }

    /// <summary>The windows of a media of this length, in order; one window when it is shorter than a window; none when it is empty.</summary>
    public IEnumerable<TimeRange> Cut(TimeSpan duration)
    {
        var start = TimeSpan.Zero;
        while (duration - start >= WindowLength + ShortestRest)
        {
            yield return new TimeRange(start, start + WindowLength);
            start += WindowLength;
        }

        if (duration > start)
            yield return new TimeRange(start, duration);
    }

    /// <summary>
    /// For a media shorter than a window: one window of its length, with frames about as far apart as in a whole one. A tenth of a frame too
    /// much makes no further one: a clip cut to 3.3 s may be 3.4 s long.
    /// </summary>
    public WindowPlan ForShort(TimeSpan duration)
    {
        if (duration >= WindowLength)
            return this;
        const double tolerated = 0.1;
        var frames = (int)Math.Ceiling(FramesPerWindow * (duration / WindowLength) - tolerated);
        return this with { WindowLength = duration, FramesPerWindow = Math.Clamp(frames, 1, FramesPerWindow) };
    }

    /// <summary>The middles of <see cref="FramesPerWindow"/> equal parts of the window (1/6, 3/6 and 5/6 of it for three frames).</summary>
    public IReadOnlyList<TimeSpan> FrameTimes(TimeRange window)
    {
        var times = new TimeSpan[FramesPerWindow];
        for (var i = 0; i < times.Length; i++)
            times[i] = window.Start + TimeSpan.FromTicks(window.Length.Ticks * (2 * i + 1) / (2 * FramesPerWindow));
        return times;
    }
}
