namespace VideoIndex.Core;

/// <summary>A timed line in the text index: a caption or a cue.</summary>
/// <param name="Id">Stable and unique: <c>w12</c> for the caption of window row 12, <c>c7</c> for cue row 7.</param>
/// <param name="Source"><c>caption</c> or <c>cue</c>.</param>
public sealed record TimedDocument(string Id, long MediaId, TimeRange Span, string Text, string Source);
