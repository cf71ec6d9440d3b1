namespace VideoIndex.Search;

/// <summary>Turns what is known of a hit into probabilities (Platt's scaling). A pure rule.</summary>
/// <remarks>
/// Fitted on the ten best hits of human queries, of queries about other things and of nonsense, over four sets of moments and two embedders
/// (<c>VideoIndex.Benchmarks relevance confidence</c>). Two questions, two answers. Whether a hit is the very moment that the query's author had
/// seen, of thousands that often look alike, depends on how many others are as good. Whether anything matches does not: the right hits of
/// queries that are answered are held against the hits of queries about other things alone, and how far a cosine stands out from the others does
/// not tell them apart, for over a library nonsense has its nearest neighbours too. A place in a crowd is near to nonsense as well, so there
/// it takes more.
/// </remarks>
internal static class Confidence
{
    /// <summary>
    /// Below so much support nothing matches. On sets that the fit had not seen, 98 % of the answered queries keep their answer there (95 % on
    /// the worst of eight), and 95 to 100 % of each kind of nonsense and of questions about other things are refused (90 % on the worst). The whole trade-off is in
    /// tests/VideoIndex.Benchmarks/results.
    /// </summary>
    public const double Line = 0.68;

    /// <summary>A share is never counted as less: there are so many hits.</summary>
    private const double LeastShare = 0.0001;

    /// <summary>Constant, factor of the cosine, factor of the logarithm of the share.</summary>
    public static double[] Weights => [-1.87, 2.46, 0.98];

    /// <summary>Constant, factor of the cosine, of the crowding, of the words, for vectors of so many dimensions.</summary>
    public static double[] SupportWeightsFor(int dimensions) =>
        HitFusion.IsLarge(dimensions) ? [-5.77, 19.81, -0.79, 2.12] : [-5.22, 14.85, -0.79, 6.46];

    /// <summary>The probability that a hit is the moment that was meant.</summary>
    /// <param name="share">As in <see cref="MeasuredHit"/>.</param>
    public static double Of(double cosine, double share) => Logistic(Weights, cosine, LogOf(share));

    /// <summary>How well a hit answers, judged by itself: the probability that its query is one that is answered, if half of all queries are.</summary>
    /// <param name="weights">Of the embedder.</param>
    /// <param name="crowding">As in <see cref="HitFeatures"/>.</param>
    /// <param name="words">Likewise.</param>
    public static double Support(double[] weights, double cosine, double crowding, double words) => Logistic(weights, cosine, crowding, words);

    public static double LogOf(double share) => Math.Log(Math.Max(share, LeastShare));

    /// <param name="weights">A constant, then a factor for each thing known.</param>
    public static double Logistic(double[] weights, params ReadOnlySpan<double> known)
    {
        var sum = weights[0];
        for (var i = 0; i < known.Length; i++)
            sum += weights[i + 1] * known[i];
        return 1 / (1 + Math.Exp(-sum));
    }
}
