namespace VideoIndex.Core;

/// <summary>What is looked for in a text index: words and phrases as the user wrote them; the index analyses them like its documents.</summary>
public sealed record TextQuery(IReadOnlyList<string> Words, IReadOnlyList<string> Phrases)
{
    public bool IsEmpty => Words.Count == 0 && Phrases.Count == 0;
}

/// <summary>A timed line in the text index: a caption or a cue.</summary>
/// <param name="Id">Stable and unique: <c>w12</c> for the caption of window row 12, <c>c7</c> for cue row 7.</param>
/// <param name="Source"><c>caption</c> or <c>cue</c>.</param>
public sealed record TimedDocument(string Id, long MediaId, TimeRange Span, string Text, string Source);

/// <summary>A <see cref="TimedDocument"/> found, with its score (higher is better; comparable within one answer only).</summary>
public sealed record TextHit(TimedDocument Document, double Score);

/// <summary>The last state of a document up to a change of the catalog; <see cref="Document"/> is null when it was deleted.</summary>
public sealed record TextChange(long Change, string Id, TimedDocument? Document);
