namespace VideoIndex.Search;

/// <summary>What is known of a document for a query; each means the same for every library and embedder, so that one set of weights does.</summary>
/// <param name="Words">About the share of the query's words that it has, 0 to 1: the root of BM25 as a share of what can be scored at most.</param>
/// <param name="Meaning">The cosine, in standard deviations over the whole library.</param>
/// <param name="Crowding">How crowded the document's place is, in the same deviations.</param>
/// <param name="Media">The cosine of the whole media in the same deviations, times how much a media tells about its documents.</param>
/// <param name="Coverage">The share of the query's words that it says, in the same or in like words; in part those too that other hits of its media say.</param>
/// <param name="Beside">The nearest of what its media has just before and after, as <paramref name="Media"/>: who is surrounded by it is not it.</param>
/// <param name="Company">The cosine with what the best hits have in common, in the same deviations.</param>
internal readonly record struct HitFeatures(
    double Words, double Meaning, double Crowding, double Media, double Coverage, double Beside, double Company)
{
    public static IReadOnlyList<string> Names =>
        [nameof(Words), nameof(Meaning), nameof(Crowding), nameof(Media), nameof(Coverage), nameof(Beside), nameof(Company)];

    /// <summary>In the order of <see cref="Names"/>.</summary>
    public double[] ToArray() => [Words, Meaning, Crowding, Media, Coverage, Beside, Company];
}
