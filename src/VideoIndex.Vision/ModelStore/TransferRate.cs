namespace VideoIndex.Vision;

/// <summary>Bytes a second over the last seconds, from a running total. Pure: the caller says what time it is.</summary>
internal sealed class TransferRate
{
    /// <summary>Long enough to be calm, short enough to show that a line became slow.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Queue<(TimeSpan At, long Total)> _seen = new();

    /// <returns>0 until two moments were seen.</returns>
    public double Next(TimeSpan now, long total)
    {
        if (_seen.Count > 0 && total < _seen.Peek().Total)
            _seen.Clear(); // a file began anew
        _seen.Enqueue((now, total));
        while (_seen.Count > 2 && now - _seen.Peek().At > Window)
            _seen.Dequeue();
        var (at, first) = _seen.Peek();
        return now > at ? (total - first) / (now - at).TotalSeconds : 0;
    }
}
