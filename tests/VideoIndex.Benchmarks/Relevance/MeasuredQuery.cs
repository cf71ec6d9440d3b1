namespace VideoIndex.Benchmarks.Relevance;

/// <summary>A query's hits with what the program knows of each.</summary>
/// <param name="Features">A row for each hit.</param>
/// <param name="IsRight">For each hit, whether it shows the moment that was meant.</param>
/// <param name="IsHard">For each hit, whether either list names it early: those that the right one has to come before.</param>
/// <param name="WordsPlace">The first right hit's place by words alone, from 1; 0 when there is none.</param>
/// <param name="MeaningPlace">Likewise by meaning alone.</param>
internal sealed record MeasuredQuery(double[][] Features, bool[] IsRight, bool[] IsHard, int WordsPlace, int MeaningPlace)
{
    public bool HasRight => IsRight.Contains(true);

    /// <summary>Without the hits that are far down in both lists: they outnumber the others, and would decide what is fitted.</summary>
    public MeasuredQuery HardOnes()
    {
        var kept = Enumerable.Range(0, Features.Length).Where(i => IsHard[i] || IsRight[i]).ToList();
        return new MeasuredQuery([.. kept.Select(i => Features[i])], [.. kept.Select(i => IsRight[i])], [.. kept.Select(i => IsHard[i])], WordsPlace, MeaningPlace);
    }

    /// <summary>The place of the first right hit when hits are ordered by a weighted sum, equal ones as they came; 0 when there is none.</summary>
    public int Place(double[] weights)
    {
        var scores = Features.Select(row => Logit.Sum(row, weights)).ToArray();
        var right = Enumerable.Range(0, scores.Length).Where(i => IsRight[i]).ToList();
        return right.Count == 0 ? 0 : right.Min(i => 1 + scores.Where((score, j) => score > scores[i] || (score == scores[i] && j < i)).Count());
    }
}
