using VideoIndex.Core;

namespace VideoIndex.Worker;

/// <summary>The windows of one media on their way through the pipeline. Thread-safe.</summary>
internal sealed class MediaCaptions(long mediaId) : IDisposable
{
    private readonly SemaphoreSlim _changed = new(0);
    private readonly Lock _lock = new();
    private int _underWay;

    public long MediaId { get; } = mediaId;

    /// <summary>Windows of this job that are in the catalog. Read it when drained.</summary>
    public int Stored { get; private set; }

    /// <summary>Why a window of this media could not be captioned. Read it when drained.</summary>
    public VideoIndexException? Trouble { get; private set; }

    /// <exception cref="VideoIndexException">A window of this media could not be captioned.</exception>
    public void Enter()
    {
        lock (_lock)
        {
            if (Trouble is not null)
                throw Trouble;
            _underWay++;
        }
    }

    /// <summary>What entered once is done: so many windows are stored, or none for a reason.</summary>
    public void Left(int stored, VideoIndexException? trouble = null)
    {
        lock (_lock)
        {
            _underWay--;
            Stored += stored;
            Trouble ??= trouble;
        }

        _changed.Release();
    }

    /// <summary>Returns when nothing of this media is under way any more.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        while (UnderWay() > 0)
            await _changed.WaitAsync(cancel).ConfigureAwait(false);
    }

    public void Dispose() => _changed.Dispose();

    private int UnderWay()
    {
        lock (_lock)
            return _underWay;
    }
}
