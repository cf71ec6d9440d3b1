namespace VideoIndex.Core;

/// <summary>A window ready for the model: one tensor of pixels [pictures, 3, side, side], normalised. A picture may serve for several frames.</summary>
public sealed record PreparedWindow(TimeRange Window, IReadOnlyList<TimeSpan> FrameTimes, float[] Pixels)
{
    /// <summary>For each frame the picture that it shows, in order of their first frames; each its own unless told otherwise.</summary>
    public IReadOnlyList<int> PictureOfFrame { get; init; } = [.. Enumerable.Range(0, FrameTimes.Count)];

    /// <summary>How many pictures there are.</summary>
    public int Pictures => PictureOfFrame.Max() + 1;
}
