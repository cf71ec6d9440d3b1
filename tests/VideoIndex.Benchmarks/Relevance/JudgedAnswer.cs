namespace VideoIndex.Benchmarks.Relevance;

/// <summary>The ten best hits of a query, as far as confidence goes by them.</summary>
/// <param name="Kind">What the query is: <see cref="Own"/>, a kind of <see cref="OtherQuestions"/>, or the set that it was taken from.</param>
/// <param name="Hits">Of each what confidence goes by, and whether it is right.</param>
internal sealed record JudgedAnswer(string Kind, IReadOnlyList<JudgedHit> Hits)
{
    /// <summary>A query of the set itself.</summary>
    public const string Own = "own";

    public bool IsAnswered => Kind == Own && Hits.Any(hit => hit.IsRight);
}
