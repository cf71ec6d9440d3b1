namespace VideoIndex.Search;

/// <summary>One score of what words, meaning and surroundings say of a document. A pure rule.</summary>
/// <remarks>
/// The weights are fitted: the probability that, of all hits of a query, the one that a person meant comes first is made as high as it gets
/// (a conditional logit, lightly regularised), over people's sentences about moments of TVR, DiDeMo, Charades-STA and MSVD, each set counting
/// the same. Two embedders have their own: what the better one says of a sentence needs less help from its words.
/// <c>VideoIndex.Benchmarks relevance fit</c> makes the weights again, and shows what they give on a set that they were not fitted on; its
/// tables are in tests/VideoIndex.Benchmarks/results.
/// </remarks>
internal static class HitFusion
{
    /// <summary>By so much a score rises to be e times as large: joined clips compare scores by their ratio.</summary>
    private const double ScoreStep = 2;

    /// <summary>Dimensions as far from those of one embedder measured (128) as from those of the other (384), by their ratio.</summary>
    private const int LargeFrom = 222;

    /// <summary>Whether vectors of so many dimensions are rather those of the larger of the two embedders measured.</summary>
    public static bool IsLarge(int dimensions) => dimensions >= LargeFrom;

    /// <summary>Those fitted for the embedder that has about as many dimensions.</summary>
    public static HitFeatures WeightsFor(int dimensions) => IsLarge(dimensions)
        ? new(Words: 0.40, Meaning: 1.11, Crowding: -0.51, Media: 2.12, Coverage: 4.04, Beside: -0.69, Company: -0.11)
        : new(Words: 3.12, Meaning: 0.99, Crowding: -0.45, Media: 2.42, Coverage: 5.09, Beside: -0.69, Company: -0.25);

    public static double Score(HitFeatures features, HitFeatures weights) => Math.Exp(Evidence(features, weights) / ScoreStep);

    /// <summary>The weighted sum.</summary>
    public static double Evidence(HitFeatures features, HitFeatures weights) =>
        (weights.Words * features.Words) + (weights.Meaning * features.Meaning) + (weights.Crowding * features.Crowding)
        + (weights.Media * features.Media) + (weights.Coverage * features.Coverage)
        + (weights.Beside * features.Beside) + (weights.Company * features.Company);
}
