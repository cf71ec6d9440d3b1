using Hangfire;

namespace VideoIndex.Worker.Jobs;

/// <summary>Makes what was stored findable while the run goes on.</summary>
[AutomaticRetry(Attempts = 0)]
internal sealed class PublishJob(IndexRun run, JobHost host)
{
    public async Task RunAsync(CancellationToken serverStops)
    {
        host.PublishStarts();
        try
        {
            await run.PublishAsync(serverStops).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (serverStops.IsCancellationRequested)
        {
            // The last publish of the run catches up.
        }
        catch (Exception trouble)
        {
            run.Fail(trouble);
        }
    }
}
