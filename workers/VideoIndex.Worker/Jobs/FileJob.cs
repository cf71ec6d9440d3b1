using Hangfire;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Worker.Jobs;

/// <summary>
/// A stage of one media: whatever goes wrong becomes a row with a code and a sentence, unless it is trouble of the whole run.
/// Runs at least once; the catalog decides what is done. Hangfire never retries: attempts are counted in the catalog, across runs.
/// </summary>
[AutomaticRetry(Attempts = 0)]
internal abstract class FileJob(IndexRun run, JobHost host, JobStage stage)
{
    protected IndexRun Run { get; } = run;

    protected JobHost Host { get; } = host;

    public async Task RunAsync(long mediaId, CancellationToken serverStops)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(serverStops, Run.Stopped);
        Func<CancellationToken, Task>? rest = null;
        await GuardedAsync(mediaId, Work, stop.Token).ConfigureAwait(false);
        if (rest is null)
            Host.Ended(stage);
        else
            Run.Track(FinishAsync(mediaId, rest));

        async Task Work(CancellationToken cancel)
        {
            if (Run.Catalog.Work(mediaId) is { } work)
                rest = await WorkAsync(work, cancel).ConfigureAwait(false);
        }
    }

    /// <returns>What is left to wait for when this worker can take the next file already; null when nothing is.</returns>
    protected abstract Task<Func<CancellationToken, Task>?> WorkAsync(MediaWork work, CancellationToken cancel);

    private async Task FinishAsync(long mediaId, Func<CancellationToken, Task> rest)
    {
        await GuardedAsync(mediaId, rest, Run.Stopped).ConfigureAwait(false);
        Host.Ended(stage);
    }

    private async Task GuardedAsync(long mediaId, Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        try
        {
            await work(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The run is stopping; the catalog still says what is left to do.
        }
        catch (VideoIndexException trouble) when (ErrorCodes.StopsTheRun(trouble.Code))
        {
            Run.Fail(trouble);
        }
        catch (Exception) when (Run.HasFailed)
        {
            // The run has ended with its own trouble, of which this may be a part.
        }
        catch (Exception trouble)
        {
            Fail(mediaId, trouble);
        }
    }

    /// <summary>One bad file never stops a folder, not even through a mistake of ours.</summary>
    private void Fail(long mediaId, Exception trouble)
    {
        var failure = trouble is VideoIndexException known
            ? known.ToFailure()
            : new Failure(ErrorCodes.InternalError, $"indexing stopped with {trouble.GetType().Name}: {trouble.Message}", "please report this with the file, if you can");
        try
        {
            if (failure.Code != ErrorCodes.ChangedWhileIndexing && WentAway(mediaId))
            {
                Run.Meter.MediaEnded();
                return;
            }

            Run.Catalog.FailMedia(mediaId, failure, ErrorCodes.MayPass(failure.Code));
            Run.Meter.FileFailed();
            Run.Meter.MediaEnded();
        }
        catch (Exception worse)
        {
            Run.Fail(worse);
        }
    }

    /// <summary>True when no file of the media can be reached any more, be it that its library went offline meanwhile.</summary>
    private bool WentAway(long mediaId)
    {
        if (Run.Catalog.Work(mediaId) is not { } work)
            return true;
        if (FileStamp.IsReachable(work.AbsolutePath))
            return false;
        Run.FileWentAway(work);
        return true;
    }
}
