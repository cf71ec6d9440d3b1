namespace VideoIndex.Benchmarks.Relevance;

/// <summary>How well one ranker answers a set's queries.</summary>
internal sealed record ListScore(double RecallAt10, double MrrAt10)
{
    /// <param name="places">Of the first right hit of each query, from 1; 0 when there is none.</param>
    public static ListScore Of(IEnumerable<int> places)
    {
        var all = places.ToList();
        return new ListScore(all.Average(place => place is >= 1 and <= 10 ? 1.0 : 0), all.Average(place => place is >= 1 and <= 10 ? 1.0 / place : 0));
    }
}
