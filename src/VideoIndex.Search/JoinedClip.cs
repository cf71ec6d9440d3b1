using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>A span of a media and the best hit in it.</summary>
internal sealed record JoinedClip(TextHit Best, TimeRange Span)
{
    /// <summary>How many hits it was joined of.</summary>
    public int Hits { get; init; } = 1;

    /// <summary>Of a clip of several moments, why each is there, in the order of the query; empty for others.</summary>
    public IReadOnlyList<HitEvidence?> Moments { get; init; } = [];
}
