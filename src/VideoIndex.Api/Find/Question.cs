using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>What is looked for: words, or the like of a place.</summary>
/// <param name="Query">Null where the like of a place is looked for.</param>
internal readonly record struct Question(string? Query, long Media, TimeSpan At, SearchOptions Options);
