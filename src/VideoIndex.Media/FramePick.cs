using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Which pictures of a stream ffmpeg hands out: the filters that choose them, and how many they are (at most, for keyframes).</summary>
internal sealed record FramePick(string Filter, long Count)
{
    /// <summary>With keyframes nothing between them is decoded, and each picture's time comes with it.</summary>
    public FramePlan Plan { get; init; }
}
