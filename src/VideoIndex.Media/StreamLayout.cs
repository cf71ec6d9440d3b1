namespace VideoIndex.Media;

/// <summary>What reading a video stream needs besides its probe: how its pictures are turned and whether the container can seek exactly.</summary>
internal sealed record StreamLayout(int Index, FrameSize Display, Orientation Orientation, bool SeeksExactly)
{
    /// <summary>The longest time without a keyframe near the start; without end where no packet tells. Null: it was not looked for.</summary>
    public TimeSpan? KeyframeGap { get; init; }
}
