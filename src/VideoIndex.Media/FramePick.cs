namespace VideoIndex.Media;

/// <summary>Which pictures of a stream ffmpeg hands out: the filters that choose them, and how many they are.</summary>
internal sealed record FramePick(string Filter, long Count);
