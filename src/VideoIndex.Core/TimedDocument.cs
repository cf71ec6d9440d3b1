namespace VideoIndex.Core;

/// <summary>A timed line in the text index: a caption, a cue, or a person's correction of a caption.</summary>
/// <param name="Id">Stable and unique: <c>w12</c> for the caption of window row 12, <c>c7</c> for cue row 7, <c>e3</c> for correction row 3.</param>
/// <param name="Source"><c>caption</c>, <c>cue</c> or <c>correction</c>.</param>
public sealed record TimedDocument(string Id, long MediaId, TimeRange Span, string Text, string Source);
