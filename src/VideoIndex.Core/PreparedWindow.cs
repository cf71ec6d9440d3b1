namespace VideoIndex.Core;

/// <summary>A window ready for the model: its pictures scaled to the model's square, one after another, [pictures, side, side, 3] levels of red, green and blue.</summary>
/// <remarks>In bytes: as the numbers that a model reads they would be four times as large, and many wait for it.</remarks>
public sealed record PreparedWindow(TimeRange Window, IReadOnlyList<TimeSpan> FrameTimes, byte[] Pixels)
{
    /// <summary>For each frame the picture that it shows, in order of their first frames; each its own unless told otherwise.</summary>
    public IReadOnlyList<int> PictureOfFrame { get; init; } = [.. Enumerable.Range(0, FrameTimes.Count)];

    /// <summary>How many pictures there are.</summary>
    public int Pictures => PictureOfFrame.Max() + 1;
}
