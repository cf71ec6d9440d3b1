namespace VideoIndex.Vision;

/// <summary>Memory that the operators of a session use one after another. Not zeroed.</summary>
/// <param name="threads">How many compute together.</param>
internal sealed class KernelScratch(int threads) : IDisposable
{
    private NativeBuffer _memory = new(0);

    public int Threads => threads;

    /// <summary>At least so many bytes, until the next call.</summary>
    public NativeBuffer Take(long bytes)
    {
        if (_memory.Bytes >= bytes)
            return _memory;
        _memory.Dispose();
        _memory = new NativeBuffer(bytes);
        return _memory;
    }

    public void Dispose() => _memory.Dispose();
}
