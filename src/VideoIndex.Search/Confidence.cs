namespace VideoIndex.Search;

/// <summary>Turns what is known of a hit into the probability that it shows the moment asked for (Platt's scaling). A pure rule.</summary>
/// <remarks>
/// Fitted on the ten best hits of human queries, of queries about other things and of nonsense, over four sets of moments and two embedders
/// (<c>VideoIndex.Benchmarks relevance confidence</c>). A hit counted as right only when it showed the very moment that the query's author had
/// seen, of thousands that often look alike: so these are low numbers, and the line lies low. How far a cosine stands out from the others, and
/// the score of <see cref="HitFusion"/>, were tried as well, and are worse: over a library, nonsense has its nearest neighbours too.
/// </remarks>
internal static class Confidence
{
    /// <summary>
    /// Below it nothing matches. On sets that the fit had not seen, 96 % of the answered queries keep their answer there (85 % on the worst
    /// of eight), and 93 to 100 % of each kind of nonsense and of questions about other things are refused. The whole trade-off is in
    /// tests/VideoIndex.Benchmarks/results.
    /// </summary>
    public const double Line = 0.022;

    /// <summary>Constant, factor of the cosine, factor of the agreement in words.</summary>
    public static double[] Weights => [-6.31, 4.58, 0.07];

    /// <param name="agreement">As in <see cref="MeasuredHit"/>.</param>
    public static double Of(double cosine, double agreement) => Of(Weights, cosine, agreement);

    public static double Of(double[] weights, double cosine, double agreement) =>
        1 / (1 + Math.Exp(-(weights[0] + (weights[1] * cosine) + (weights[2] * agreement))));
}
