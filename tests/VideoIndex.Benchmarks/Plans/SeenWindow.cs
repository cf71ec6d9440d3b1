using VideoIndex.Core;

namespace VideoIndex.Benchmarks.Plans;

/// <summary>What came of a window.</summary>
/// <param name="Shown">Times of the pictures that the model saw; none when it did not look at this window.</param>
internal sealed record SeenWindow(TimeRange Window, string? Text, IReadOnlyList<TimeSpan> Shown, FramePlan Plan);
