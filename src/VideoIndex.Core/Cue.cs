namespace VideoIndex.Core;

/// <summary>A timed line of text that was already there.</summary>
/// <param name="Origin">Where it stood: <c>sidecar:match.srt</c>, <c>subtitle:2</c> (stream index), <c>chapter</c>.</param>
public sealed record Cue(TimeRange Span, string Text, string Origin, string? Language = null);
