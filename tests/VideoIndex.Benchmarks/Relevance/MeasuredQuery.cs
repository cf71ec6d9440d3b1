namespace VideoIndex.Benchmarks.Relevance;

/// <summary>A query's hits with what the program knows of each.</summary>
/// <param name="Features">A row for each hit.</param>
/// <param name="IsRight">For each hit, whether it shows the moment that was meant.</param>
/// <param name="WordsPlace">The first right hit's place by words alone, from 1; 0 when there is none.</param>
/// <param name="MeaningPlace">Likewise by meaning alone.</param>
internal sealed record MeasuredQuery(double[][] Features, bool[] IsRight, int WordsPlace, int MeaningPlace)
{
    public bool HasRight => IsRight.Contains(true);

    /// <summary>The place of the first right hit when hits are ordered by a weighted sum, equal ones as they came; 0 when there is none.</summary>
    public int Place(double[] weights)
    {
        var scores = Features.Select(row => Logit.Sum(row, weights)).ToArray();
        var right = Enumerable.Range(0, scores.Length).Where(i => IsRight[i]).ToList();
        return right.Count == 0 ? 0 : right.Min(i => 1 + scores.Where((score, j) => score > scores[i] || (score == scores[i] && j < i)).Count());
    }
}
