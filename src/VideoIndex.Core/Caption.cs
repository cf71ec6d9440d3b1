namespace VideoIndex.Core;

/// <summary>What the model wrote about a window. <see cref="Text"/> is null when it wrote nothing usable (<see cref="Note"/> says why).</summary>
/// <param name="Device">Where it ran: <c>cpu</c>, <c>cuda:0</c>.</param>
public sealed record Caption(TimeRange Window, string? Text, IReadOnlyList<TimeSpan> FrameTimes, string Device, string? Note = null)
{
    /// <summary>How the frames were really chosen: never <see cref="FramePlan.Auto"/>, but what it settled on.</summary>
    public FramePlan FramePlan { get; init; }

    /// <summary>Start of the window of the same media that looked the same: its caption is repeated here. Null: the model looked at this window.</summary>
    public TimeSpan? ReusedFrom { get; init; }
}
