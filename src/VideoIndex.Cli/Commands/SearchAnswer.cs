using VideoIndex.Search;

namespace VideoIndex.Cli.Commands;

/// <summary>A result and what it was found with.</summary>
/// <param name="Lists"><c>words</c>, and <c>meaning</c> where vectors took part.</param>
/// <param name="Embedder">Whose vectors; null without.</param>
internal sealed record SearchAnswer(SearchResult Result, IReadOnlyList<string> Lists, string? Embedder);
