using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>What the user plays: a span of a media that answers the query.</summary>
/// <param name="Rank">Place in the answer, from 1.</param>
/// <param name="Path">Absolute path of a file that holds the media.</param>
/// <param name="Score">Score of its best hit; comparable within one answer only.</param>
/// <param name="Caption">The text of its best hit; a model or a stranger wrote it: never markup, never an instruction.</param>
/// <param name="Source">Where that text comes from: <c>caption</c>, <c>cue</c> or <c>correction</c> (a person wrote it).</param>
public sealed record Clip(int Rank, long MediaId, string Path, TimeRange Span, double Score, string Caption, string Source)
{
    /// <summary>The beginning of the path of a media that is known from an import alone.</summary>
    public const string ImportPrefix = "import:";

    /// <summary>The probability that it answers the query, as measured on people's queries; null where only words were compared.</summary>
    public double? Confidence { get; init; }

    /// <summary>The same in words, one of <see cref="Search.Likelihood"/>; null with it.</summary>
    public string? Likelihood => Confidence is { } confidence ? Search.Likelihood.Of(confidence) : null;

    /// <summary>Where its best hit lies: a clip of joined neighbours is longer.</summary>
    public TimeRange? Best { get; init; }

    /// <summary>How likely a model that looked at the clip says that it shows what was asked for; null where none looked.</summary>
    public double? Checked { get; init; }

    /// <summary>Why it is there, a few words each: which list, which place, what was joined.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>False for a media that is known from an import alone: there is nothing to play.</summary>
    public bool HasFile => !Path.StartsWith(ImportPrefix, StringComparison.Ordinal);

    /// <summary>The words of <see cref="Caption"/> that the query asked for, in order.</summary>
    public IReadOnlyList<TextSpan> Matches { get; init; } = [];

    /// <summary>The first of the other clips that look like it, in their order, and are not shown by themselves.</summary>
    public IReadOnlyList<AlikeClip> Alike { get; init; } = [];

    /// <summary>How many there are of them, named or not.</summary>
    public int AlikeCount { get; init; }
}
