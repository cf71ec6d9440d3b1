using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>A window with the frames worth looking at, and the windows right after it that look the same.</summary>
/// <param name="Repeats">In order; a caption of <paramref name="Shown"/> serves for each of them.</param>
public sealed record StillWindows(WindowFrames Shown, IReadOnlyList<TimeRange> Repeats);
