namespace VideoIndex.Benchmarks.Relevance;

/// <summary>A retrieval set's queries, measured with an embedder.</summary>
/// <param name="Dimensions">Of the embedder's vectors.</param>
internal sealed record MeasuredSet(string Set, string Embedder, int Dimensions, IReadOnlyList<MeasuredQuery> Queries);
