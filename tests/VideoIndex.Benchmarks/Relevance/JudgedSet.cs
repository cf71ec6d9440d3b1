namespace VideoIndex.Benchmarks.Relevance;

/// <summary>What a set's own queries, those of others and nonsense find in it with an embedder.</summary>
/// <param name="Dimensions">Of the embedder's vectors.</param>
internal sealed record JudgedSet(string Set, string Embedder, int Dimensions, IReadOnlyList<JudgedAnswer> Answers);
