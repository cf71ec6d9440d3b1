namespace VideoIndex.Vision;

/// <summary>Memory that the operators of a session use one after another.</summary>
/// <param name="threads">How many compute together.</param>
internal sealed class KernelScratch(int threads) : KeptMemory
{
    public int Threads => threads;
}
