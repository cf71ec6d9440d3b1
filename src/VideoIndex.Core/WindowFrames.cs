namespace VideoIndex.Core;

/// <summary>A window and its frames with the times they were taken at, in order of time.</summary>
public sealed record WindowFrames(TimeRange Window, IReadOnlyList<TimeSpan> FrameTimes, IReadOnlyList<VideoFrame> Frames)
{
    /// <summary>How the frames were really chosen: full or keyframes.</summary>
    public FramePlan FramePlan { get; init; }
}
