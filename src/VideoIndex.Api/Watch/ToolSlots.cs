using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>How many ffmpegs run for visitors at one time. Thread-safe.</summary>
internal sealed class ToolSlots(ServeOptions options) : IDisposable
{
    /// <summary>A page asks for some dozens of thumbnails at once, each of a tenth of a second: those wait; what waits longer is told to come again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _tools = new(options.ToolsAtATime);
    private readonly SemaphoreSlim _streams = new(options.StreamsAtATime);
    private int _running;

    public int Running => _running;

    /// <summary>For work of a second or so. Dispose what comes back when it is done.</summary>
    /// <exception cref="VideoIndexException">busy</exception>
    public Task<IDisposable> TakeAsync(CancellationToken cancel) => TakeAsync(_tools, Patience, cancel);

    /// <summary>For a stream, which goes on as long as somebody watches: none is free soon.</summary>
    /// <exception cref="VideoIndexException">busy</exception>
    public Task<IDisposable> TakeStreamAsync(CancellationToken cancel) => TakeAsync(_streams, TimeSpan.FromSeconds(2), cancel);

    public void Dispose()
    {
        _tools.Dispose();
        _streams.Dispose();
    }

    private async Task<IDisposable> TakeAsync(SemaphoreSlim slots, TimeSpan patience, CancellationToken cancel)
    {
        if (!await slots.WaitAsync(patience, cancel))
            throw new VideoIndexException(ErrorCodes.Busy, "this machine encodes for as many viewers as it can", "try again in a moment");
        Interlocked.Increment(ref _running);
        return new Slot(this, slots);
    }

    private sealed class Slot(ToolSlots owner, SemaphoreSlim slots) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) != 0)
                return;
            Interlocked.Decrement(ref owner._running);
            slots.Release();
        }
    }
}
