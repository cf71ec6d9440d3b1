namespace VideoIndex.Search;

/// <summary>Turns what is known of a hit into probabilities (Platt's scaling). A pure rule.</summary>
/// <remarks>
/// Fitted on the ten best hits of human queries, of queries about other things and of nonsense, over four sets of moments and two embedders
/// (<c>VideoIndex.Benchmarks relevance confidence</c>). A hit counted as right only when it showed the very moment that the query's author had
/// seen, of thousands that often look alike. Two questions, two answers: whether a hit is that moment depends on how many others are as good;
/// whether anything matches does not, and how far a cosine stands out from the others does not tell it: over a library, nonsense has its
/// nearest neighbours too.
/// </remarks>
internal static class Confidence
{
    /// <summary>
    /// Below so much support nothing matches. On sets that the fit had not seen, 96 % of the answered queries keep their answer there (85 % on
    /// the worst of eight), and 93 to 100 % of each kind of nonsense and of questions about other things are refused. The whole trade-off is in
    /// tests/VideoIndex.Benchmarks/results.
    /// </summary>
    public const double Line = 0.022;

    /// <summary>A share is never counted as less: there are so many hits.</summary>
    private const double LeastShare = 0.0001;

    /// <summary>Constant, factor of the cosine, factor of the agreement in words.</summary>
    public static double[] SupportWeights => [-6.31, 4.58, 0.07];

    /// <summary>Constant, factor of the cosine, factor of the logarithm of the share.</summary>
    public static double[] Weights => [-2.27, 3.00, 0.92];

    /// <summary>The probability that a hit is the moment that was meant.</summary>
    /// <param name="share">As in <see cref="MeasuredHit"/>.</param>
    public static double Of(double cosine, double share) => Logistic(Weights, cosine, LogOf(share));

    /// <summary>How well a hit answers, judged by itself: the same probability where nothing is known of the others.</summary>
    /// <param name="agreement">As in <see cref="MeasuredHit"/>.</param>
    public static double Support(double cosine, double agreement) => Logistic(SupportWeights, cosine, agreement);

    public static double LogOf(double share) => Math.Log(Math.Max(share, LeastShare));

    public static double Logistic(double[] weights, double first, double second) =>
        1 / (1 + Math.Exp(-(weights[0] + (weights[1] * first) + (weights[2] * second))));
}
