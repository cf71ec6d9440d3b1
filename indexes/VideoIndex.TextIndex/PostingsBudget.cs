namespace VideoIndex.TextIndex;

/// <summary>How much memory the common terms of one index may take. Safe for use by many threads.</summary>
internal sealed class PostingsBudget
{
    /// <summary>A million captions of some 15 words take 60 MB when every common word was asked for; beyond this, words are read anew each time.</summary>
    private const long MostBytes = 256L << 20;

    private long _taken;

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= MostBytes)
            return true;
        Interlocked.Add(ref _taken, -bytes);
        return false;
    }
}
