using Hangfire;
using VideoIndex.Catalog;
using VideoIndex.Core;

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
        try
        {
            if (Run.Catalog.Work(mediaId) is { } work)
                await WorkAsync(work, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run is stopping; the catalog still says what is left to do.
        }
        catch (VideoIndexException trouble) when (ErrorCodes.StopsTheRun(trouble.Code))
        {
            Run.Fail(trouble);
        }
        catch (Exception trouble)
        {
            Fail(mediaId, trouble);
        }
        finally
        {
            Host.Ended(stage);
        }
    }

    protected abstract Task WorkAsync(MediaWork work, CancellationToken cancel);

    /// <summary>One bad file never stops a folder, not even through a mistake of ours.</summary>
    private void Fail(long mediaId, Exception trouble)
    {
        var failure = trouble is VideoIndexException known
            ? known.ToFailure()
            : new Failure(ErrorCodes.InternalError, $"indexing stopped with {trouble.GetType().Name}: {trouble.Message}", "please report this with the file, if you can");
        try
        {
            Run.Catalog.FailMedia(mediaId, failure, ErrorCodes.MayPass(failure.Code));
            Run.Meter.FileFailed();
            Run.Meter.MediaEnded();
        }
        catch (Exception worse)
        {
            Run.Fail(worse);
        }
    }
}
