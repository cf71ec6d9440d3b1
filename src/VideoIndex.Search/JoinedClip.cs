using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>A span of a media and the best hit in it.</summary>
internal sealed record JoinedClip(TextHit Best, TimeRange Span)
{
    /// <summary>How many hits it was joined of.</summary>
    public int Hits { get; init; } = 1;
}
