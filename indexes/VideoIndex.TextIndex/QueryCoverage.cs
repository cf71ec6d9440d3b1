namespace VideoIndex.TextIndex;

/// <summary>What the words of a query are worth.</summary>
/// <param name="MostBm25">What a document that had every word again and again would score; 0 for a query without words.</param>
/// <param name="OfMedia">For each media that was asked about the share of the words that it has anywhere, 0 to 1, a rare word counting more.</param>
public sealed record QueryCoverage(double MostBm25, IReadOnlyDictionary<long, double> OfMedia)
{
    public static readonly QueryCoverage None = new(0, new Dictionary<long, double>());
}
