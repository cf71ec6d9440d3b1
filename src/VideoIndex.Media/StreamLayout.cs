namespace VideoIndex.Media;

/// <summary>What reading a video stream needs besides its probe: how its pictures are turned and whether the container can seek exactly.</summary>
internal sealed record StreamLayout(int Index, FrameSize Display, Orientation Orientation, bool SeeksExactly);
