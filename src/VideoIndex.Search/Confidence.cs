namespace VideoIndex.Search;

/// <summary>Turns what is known of a hit into the probability that it answers the query (Platt's scaling). A pure rule.</summary>
internal static class Confidence
{
    /// <summary>Below it nothing matches.</summary>
    public const double Line = 0.05;

    /// <param name="bm25">0 when no word matched.</param>
    /// <param name="deviations">How many standard deviations the cosine stands above the library's mean.</param>
    public static double Of(double bm25, double cosine, double deviations) => Logistic(-6 + (0.2 * bm25) + (4 * cosine) + (0.4 * deviations));

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
