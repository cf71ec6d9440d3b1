namespace VideoIndex.TextIndex;

/// <summary>
/// Keeps the best of what it is offered. Equal scores are ordered by media and time, so that the order does not hang on how the index happens
/// to lie on disk. For one search, one thread.
/// </summary>
/// <param name="order">Media and start of a place; asked only where scores are equal.</param>
internal sealed class BestPlaces(int most, Func<(int Segment, int Document), (long Media, long Start)> order)
{
    private readonly PriorityQueue<(float Score, int Segment, int Document), (float Score, int Segment, int Document)> _worstFirst =
        new(Comparer<(float Score, int Segment, int Document)>.Create((a, b) => Compare(a, b, order)));

    /// <summary>What scores less is not kept.</summary>
    public float Least { get; private set; } = float.Epsilon;

    public void Offer(float score, int segment, int document)
    {
        var offered = (score, segment, document);
        if (_worstFirst.Count < most)
            _worstFirst.Enqueue(offered, offered);
        else
            _worstFirst.EnqueueDequeue(offered, offered);
        if (_worstFirst.Count == most)
            Least = _worstFirst.Peek().Score;
    }

    /// <summary>The best first.</summary>
    public IReadOnlyList<(float Score, int Segment, int Document)> Take()
    {
        var best = new (float, int, int)[_worstFirst.Count];
        for (var i = best.Length - 1; i >= 0; i--)
            best[i] = _worstFirst.Dequeue();
        return best;
    }

    private static int Compare(
        (float Score, int Segment, int Document) a, (float Score, int Segment, int Document) b,
        Func<(int Segment, int Document), (long Media, long Start)> order)
    {
        var byScore = a.Score.CompareTo(b.Score);
        if (byScore != 0)
            return byScore;
        var (ofA, ofB) = (order((a.Segment, a.Document)), order((b.Segment, b.Document)));
        var byPlace = ofB.CompareTo(ofA);
        return byPlace != 0 ? byPlace : (b.Segment, b.Document).CompareTo((a.Segment, a.Document));
    }
}
