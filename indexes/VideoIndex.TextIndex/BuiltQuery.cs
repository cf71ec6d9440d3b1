namespace VideoIndex.TextIndex;

/// <summary>What a document must have, should have and must not have.</summary>
/// <param name="LeastShould">So many of <paramref name="Should"/> must be there.</param>
internal sealed record BuiltQuery(
    IReadOnlyList<BuiltClause> Must, IReadOnlyList<BuiltClause> Should, IReadOnlyList<BuiltClause> MustNot, int LeastShould);
