namespace VideoIndex.Vision;

/// <summary>Memory that is kept from one use to the next: what is had anew costs more than what is written into it. Not zeroed.</summary>
/// <param name="mostAtRest">Bytes; <see cref="Rest"/> frees what is larger.</param>
internal class KeptMemory(long mostAtRest = long.MaxValue) : IDisposable
{
    private NativeBuffer? _memory;

    /// <summary>At least so many bytes, until the next call.</summary>
    /// <exception cref="VideoIndex.Core.VideoIndexException"><c>out_of_memory</c>; a later call for less may succeed.</exception>
    public NativeBuffer Take(long bytes)
    {
        if (_memory is { } kept && kept.Bytes >= bytes)
            return kept;
        Dispose();
        return _memory = new NativeBuffer(bytes);
    }

    /// <summary>Nothing is in it that is needed.</summary>
    public void Rest()
    {
        if (_memory?.Bytes > mostAtRest)
            Dispose();
    }

    public void Dispose()
    {
        _memory?.Dispose();
        _memory = null;
    }
}
