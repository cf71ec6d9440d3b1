using VideoIndex.Core;

namespace VideoIndex.Worker;

/// <summary>
/// Measures how fast this machine indexes with a model: the run itself, on the folders that are meant, for a short while and into a folder that is
/// thrown away. So what the videos cost to read is in it, and whatever else the machine has to do.
/// </summary>
internal sealed class SpeedTrial(IndexerOptions options, CaptionModel model, TimeProvider clock)
{
    /// <summary>What somebody waits for once. The speed of the windows in it is known to some percent.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <param name="mostWindows">Ends it sooner.</param>
    /// <returns>Null when there was too little to measure.</returns>
    /// <exception cref="VideoIndexException">As of an index run.</exception>
    public async Task<MeasuredSpeed?> RunAsync(IReadOnlyList<string> roots, long mostWindows, CancellationToken cancel)
    {
        var start = clock.GetTimestamp();
        using var captioner = model.Load();
        var loading = clock.GetElapsedTime(start);
        var trial = new TrialCaptioner(captioner, clock);
        var pace = await IndexAsync(roots, trial, mostWindows, cancel).ConfigureAwait(false);
        if (pace is not { SecondsPerWindow: > 0 })
            return null;
        return new MeasuredSpeed(
            SpeedKey.Of(model), pace.SecondsPerWindow, loading.TotalSeconds + pace.SecondsToFirst, trial.OneFrameShare(cancel), pace.Windows, trial.Device, clock.GetUtcNow());
    }

    private async Task<IndexPace?> IndexAsync(IReadOnlyList<string> roots, ICaptioner captioner, long mostWindows, CancellationToken cancel)
    {
        var folder = Path.Combine(options.DataFolder, $"trial-{Environment.ProcessId}-{Guid.NewGuid():n}");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var watch = new TrialWatch(mostWindows, Limit, clock, stop);
        try
        {
            var indexer = new Indexer(options with { DataFolder = folder }, model with { Load = () => captioner }, clock);
            await indexer.IndexAsync(new IndexRequest(roots), watch, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // it has seen enough
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }

        return watch.Pace;
    }

    /// <summary>Ends the trial when enough is captioned, or long enough.</summary>
    private sealed class TrialWatch(long mostWindows, TimeSpan limit, TimeProvider clock, CancellationTokenSource stop) : IProgress<IndexProgress>
    {
        /// <summary>A large model on a processor may take longer for its first two batches: without them nothing is known.</summary>
        private const int Patience = 4;

        private readonly Lock _lock = new();
        private readonly long _start = clock.GetTimestamp();
        private bool _isOver;

        public IndexPace? Pace { get; private set; }

        public void Report(IndexProgress value)
        {
            lock (_lock)
            {
                Pace = value.Pace ?? Pace;
                var elapsed = clock.GetElapsedTime(_start);
                var isEnough = value.WindowsDone >= mostWindows || elapsed >= limit;
                if (_isOver || !isEnough || (Pace is not { Windows: > 0 } && elapsed < limit * Patience))
                    return;
                _isOver = true;
            }

            _ = stop.CancelAsync();
        }
    }
}
