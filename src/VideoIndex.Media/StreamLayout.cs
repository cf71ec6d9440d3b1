namespace VideoIndex.Media;

/// <summary>What reading a video stream needs besides its probe: how its pictures are turned and whether the container can seek exactly.</summary>
internal sealed record StreamLayout(int Index, FrameSize Display, Orientation Orientation, bool SeeksExactly)
{
    /// <summary>How its pictures are stored near the start. Null: it was not looked for.</summary>
    public KeyframeScan? Start { get; init; }
}
