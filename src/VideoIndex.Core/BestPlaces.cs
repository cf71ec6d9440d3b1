namespace VideoIndex.Core;

/// <summary>
/// Keeps the best of what it is offered. Equal scores are ordered by media and time, so that the order does not hang on how an index happens
/// to lie on disk. For one search, one thread.
/// </summary>
/// <remarks>
/// What is offered is only put down; each time there is four times as much as wanted, the scores are sorted and the rest is dropped. A heap
/// took three times as long.
/// </remarks>
/// <param name="least">What scores less is not kept.</param>
/// <param name="order">Media, start and number of a place; asked only where scores are equal.</param>
public sealed class BestPlaces(int most, float least, Func<(int Segment, int Row), (long Media, long Start, long Number)> order)
{
    private readonly List<(float Score, int Segment, int Row)> _kept = new(4 * most);

    /// <summary>Of the places with the least score, those after this one are not wanted; null while all of them are.</summary>
    private (long, long, long)? _last;

    /// <summary>What scores less need not be offered any more.</summary>
    public float Least { get; private set; } = least;

    public void Offer(float score, int segment, int row)
    {
        if (score < Least || (score == Least && _last is { } last && order((segment, row)).CompareTo(last) > 0))
            return;
        _kept.Add((score, segment, row));
        if (_kept.Count >= 4 * most)
            DropRest();
    }

    /// <summary>The best first.</summary>
    public IReadOnlyList<(float Score, int Segment, int Row)> Take()
    {
        DropRest();
        _kept.Sort(Compare);
        return _kept;
    }

    private void DropRest()
    {
        if (_kept.Count <= most)
            return;
        var scores = new float[_kept.Count];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = _kept[i].Score;
        Array.Sort(scores);
        Least = scores[^most];
        _kept.RemoveAll(place => place.Score < Least);
        if (_kept.Count > most)
            DropEqual();
    }

    /// <summary>Of those with the least score, only as many as there is room for.</summary>
    private void DropEqual()
    {
        var equal = _kept.FindAll(place => place.Score == Least);
        _kept.RemoveAll(place => place.Score == Least);
        equal.Sort(Compare);
        _kept.AddRange(equal[..(most - _kept.Count)]);
        _last = Order(_kept[^1]);
    }

    private int Compare((float Score, int Segment, int Row) a, (float Score, int Segment, int Row) b)
    {
        var byScore = b.Score.CompareTo(a.Score);
        if (byScore != 0)
            return byScore;
        var byPlace = Order(a).CompareTo(Order(b));
        return byPlace != 0 ? byPlace : (a.Segment, a.Row).CompareTo((b.Segment, b.Row));
    }

    private (long, long, long) Order((float Score, int Segment, int Row) place) => order((place.Segment, place.Row));
}
