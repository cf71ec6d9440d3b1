namespace VideoIndex.Search;

/// <summary>What is known of a document for a query; each means the same for every library and embedder, so that one set of weights does.</summary>
/// <param name="Words">BM25 as a share of the query's best: its scores mean nothing across queries. 0 when no word matched.</param>
/// <param name="Meaning">The cosine, in standard deviations over the whole library.</param>
/// <param name="Crowding">How crowded the document's place is, in the same deviations.</param>
/// <param name="Media">The cosine of the whole media in the same deviations, times how much a media tells about its documents.</param>
/// <param name="Coverage">The share of the query's words that its media has anywhere.</param>
/// <param name="Likeness">The share of the query's words that it says, in the same or in like words.</param>
/// <param name="Beside">The nearest of what its media has just before and after, as <paramref name="Media"/>: who is surrounded by it is not it.</param>
/// <param name="Company">The cosine with what the best hits have in common, in the same deviations.</param>
internal readonly record struct HitFeatures(
    double Words, double Meaning, double Crowding, double Media, double Coverage, double Likeness, double Beside, double Company)
{
    public static IReadOnlyList<string> Names =>
        [nameof(Words), nameof(Meaning), nameof(Crowding), nameof(Media), nameof(Coverage), nameof(Likeness), nameof(Beside), nameof(Company)];

    /// <summary>In the order of <see cref="Names"/>.</summary>
    public double[] ToArray() => [Words, Meaning, Crowding, Media, Coverage, Likeness, Beside, Company];
}
