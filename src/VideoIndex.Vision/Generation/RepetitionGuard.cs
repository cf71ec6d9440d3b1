namespace VideoIndex.Vision;

/// <summary>Finds an answer that ends in the same piece written again and again.</summary>
internal static class RepetitionGuard
{
    /// <summary>A list may name a thing twice and a chant three times; nobody says the same four times running.</summary>
    private const int Times = 4;

    /// <summary>Short pieces are repeated in honest text too ("ha ha ha ha"), so that their run must be longer.</summary>
    private const int ShortestRun = 12;

    public static bool EndsInLoop(ReadOnlySpan<int> tokens)
    {
        for (var period = 1; period * Times <= tokens.Length; period++)
            if (EndsInLoop(tokens, period))
                return true;
        return false;
    }

    private static bool EndsInLoop(ReadOnlySpan<int> tokens, int period)
    {
        var run = Math.Max(period * Times, ShortestRun);
        if (run > tokens.Length)
            return false;
        var tail = tokens[^run..];
        return tail[period..].SequenceEqual(tail[..^period]);
    }
}
