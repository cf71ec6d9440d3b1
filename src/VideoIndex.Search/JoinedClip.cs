using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>A span of a media and the best hit in it.</summary>
internal sealed record JoinedClip(TextHit Best, TimeRange Span)
{
    /// <summary>How many hits it was joined of.</summary>
    public int Hits { get; init; } = 1;

    /// <summary>Of a clip of several moments, why each is there, in the order of the query; empty for others.</summary>
    public IReadOnlyList<HitEvidence?> Moments { get; init; } = [];

    /// <summary>Whether words that were asked for led to it, or to one of its moments.</summary>
    public bool HasWords => Moments.Prepend(Best.Evidence).Any(evidence => evidence is { WordsRank: not null });
}
