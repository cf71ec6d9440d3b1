using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>A span of a media and the best hit in it.</summary>
internal sealed record JoinedClip(TextHit Best, TimeRange Span);
