namespace VideoIndex.TextIndex;

/// <summary>How much memory the terms of one index that were asked for may take. Safe for use by many threads.</summary>
/// <param name="taken">Bytes that are taken already.</param>
internal sealed class PostingsBudget(long taken)
{
    /// <summary>A million captions of some 15 words take 60 MB when every common word was asked for; beyond this, words are read anew each time.</summary>
    private const long MostBytes = 256L << 20;

    private long _taken = taken;

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= MostBytes)
            return true;
        Interlocked.Add(ref _taken, -bytes);
        return false;
    }
}
