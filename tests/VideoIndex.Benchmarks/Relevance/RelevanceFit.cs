using VideoIndex.Search;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary>Fits the weights of <see cref="HitFusion"/> on all retrieval sets but one, and judges them on that one.</summary>
/// <remarks>
/// Fitted on all hits that the program chooses from. On the first hundred of either list alone, recall of the sample embedder gains 0.3 more on
/// the mean of the sets held out, but Charades-STA loses 2 to 5 % MRR.
/// </remarks>
internal sealed class RelevanceFit(IReadOnlyList<(string Set, string Embedder, IReadOnlyList<MeasuredQuery> Queries)> measured)
{
    /// <summary>
    /// Only judged, never fitted on: what it calls a query is the other half of its caption's sentence, about what was done next, and nearly
    /// nothing finds it.
    /// </summary>
    public const string JudgedOnly = "youcook2-halves";

    /// <summary>Fitted on every set but the one named; on all of them without a name.</summary>
    public double[] Weights(string? heldOut = null) =>
        Logit.Fit([.. measured.Where(set => set.Set != heldOut && set.Set != JudgedOnly).Select(set => set.Queries)]);

    /// <summary>How each set fares with weights that were fitted without it.</summary>
    public IReadOnlyList<FusionScore> HeldOut()
    {
        var weights = measured.Select(set => set.Set).Distinct().ToDictionary(set => set, set => Weights(set));
        return [.. measured.Select(set => Score(set.Set, set.Embedder, set.Queries, weights[set.Set]))];
    }

    /// <summary>How each set fares with the same weights.</summary>
    public IReadOnlyList<FusionScore> With(double[] weights) => [.. measured.Select(set => Score(set.Set, set.Embedder, set.Queries, weights))];

    private static FusionScore Score(string set, string embedder, IReadOnlyList<MeasuredQuery> queries, double[] weights) => new(
        set, embedder, weights,
        ListScore.Of(queries.Select(query => query.WordsPlace)),
        ListScore.Of(queries.Select(query => query.MeaningPlace)),
        ListScore.Of(queries.Select(query => query.Place(weights))));
}
