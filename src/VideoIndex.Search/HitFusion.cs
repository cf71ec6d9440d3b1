namespace VideoIndex.Search;

/// <summary>One score of what words, meaning and surroundings say of a document. A pure rule.</summary>
/// <remarks>
/// The weights are fitted: the probability that, of all hits of a query, the one that a person meant comes first is made as high as it gets
/// (a conditional logit, lightly regularised), over people's sentences about moments of TVR, DiDeMo, Charades-STA and MSVD, each set counting
/// the same, with two embedders at once. <c>VideoIndex.Benchmarks relevance fit</c> makes them again, and shows what they give on a set that
/// they were not fitted on; its tables are in tests/VideoIndex.Benchmarks/results.
/// </remarks>
internal static class HitFusion
{
    /// <summary>By so much a score rises to be e times as large: joined clips compare scores by their ratio.</summary>
    private const double ScoreStep = 2;

    public static HitFeatures Weights =>
        new(Words: 1.22, Meaning: 0.85, Crowding: -0.32, Media: 2.12, Coverage: 0.77, Likeness: 1.78, Beside: -0.61, Company: -0.25);

    public static double Score(HitFeatures features) => Math.Exp(Evidence(features, Weights) / ScoreStep);

    /// <summary>The weighted sum.</summary>
    public static double Evidence(HitFeatures features, HitFeatures weights) =>
        (weights.Words * features.Words) + (weights.Meaning * features.Meaning) + (weights.Crowding * features.Crowding)
        + (weights.Media * features.Media) + (weights.Coverage * features.Coverage) + (weights.Likeness * features.Likeness)
        + (weights.Beside * features.Beside) + (weights.Company * features.Company);
}
