namespace VideoIndex.Core;

/// <summary>A question about spans of a video.</summary>
/// <param name="Path">The file, found in its library by the asker's caller.</param>
/// <param name="Spans">What is shown, in order of time; at least one.</param>
/// <param name="History">What was asked and answered before, the oldest first.</param>
public sealed record ClipQuestion(string Path, IReadOnlyList<TimeRange> Spans, string Question, IReadOnlyList<Exchange> History);
