using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>A result and what it was found with.</summary>
/// <param name="Lists"><c>words</c>, and <c>meaning</c> where vectors took part.</param>
/// <param name="Embedder">Whose vectors; null without.</param>
public sealed record FoundClips(SearchResult Result, IReadOnlyList<string> Lists, string? Embedder);
