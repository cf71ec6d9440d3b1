using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>A clip that is not shown by itself, for one like it is.</summary>
public sealed record AlikeClip(long MediaId, string Path, TimeRange Span);
