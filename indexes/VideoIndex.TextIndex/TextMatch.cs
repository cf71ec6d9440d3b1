using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>A document whose words match; what it says is in the catalog.</summary>
/// <param name="Score">BM25 with the share of the query's words; comparable within one query only.</param>
public readonly record struct TextMatch(string Id, long MediaId, TimeRange Span, double Score);
