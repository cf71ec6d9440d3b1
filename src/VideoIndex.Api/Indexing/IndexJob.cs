using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>The one run of this server: starts it, tells how far it is, and stops it with the server. Thread-safe.</summary>
internal sealed class IndexJob(ServeParts parts, IHostApplicationLifetime life) : IHostedService, IProgress<IndexProgress>, IDisposable
{
    /// <summary>A line that nothing was sent on for this long may be cut by what lies between; also how a dead listener is noticed.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private CancellationTokenSource? _stopRun;
    private Task _run = Task.CompletedTask;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ProgressAnswer Now { get; private set; } = ProgressAnswer.Idle;

    /// <summary>Starts a run in the background.</summary>
    /// <exception cref="VideoIndexException">already_running; what the indexer says before it begins (no model, no ffmpeg)</exception>
    public void Start(IndexRequest request)
    {
        lock (_lock)
        {
            if (!_run.IsCompleted)
                throw new VideoIndexException(ErrorCodes.AlreadyRunning, "indexing is under way", "GET /api/jobs tells how far it is; POST /api/jobs/stop ends it");
            var indexer = parts.OpenIndexer();
            _stopRun?.Dispose();
            _stopRun = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStopping);
            var stop = _stopRun.Token;
            Show(ProgressAnswer.Idle with { Stage = "scanning", Running = true });
            _run = Task.Run(() => RunAsync(indexer, request, stop), CancellationToken.None);
        }
    }

    /// <summary>Ends the run, if there is one; what was finished is kept.</summary>
    public void Stop()
    {
        lock (_lock)
            _stopRun?.Cancel();
    }

    /// <summary>Where it is now, and every change from then on, until <paramref name="cancel"/> or the server's end.</summary>
    public async IAsyncEnumerable<ProgressAnswer> FollowAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, life.ApplicationStopping);
        while (!end.IsCancellationRequested)
        {
            Task changed;
            ProgressAnswer now;
            lock (_lock)
                (changed, now) = (_changed.Task, Now);
            yield return now;
            await Task.WhenAny(changed, Task.Delay(Heartbeat, parts.Clock, end.Token));
        }
    }

    public void Report(IndexProgress value) => Show(ProgressAnswer.From(value));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits for the run, which was told to end when the server began to stop.</summary>
    public async Task StopAsync(CancellationToken cancellationToken) =>
        await _run.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public void Dispose() => _stopRun?.Dispose();

    private async Task RunAsync(IIndexer indexer, IndexRequest request, CancellationToken stop)
    {
        FailureAnswer? failure = null;
        try
        {
            await indexer.IndexAsync(request, this, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // asked to; the next run goes on from here
        }
        catch (VideoIndexException trouble)
        {
            failure = new FailureAnswer(trouble.Code, trouble.Message, trouble.Hint);
            parts.Log($"indexing stopped: {trouble.Message}");
        }
        catch (Exception trouble)
        {
            failure = new FailureAnswer(ErrorCodes.InternalError, "something went wrong inside", "the server's console says what");
            parts.Log($"indexing stopped: {trouble.GetType().Name}: {trouble.Message}");
        }

        Show(Now with { Stage = "idle", Running = false, Current = null, TimeLeftS = null, Failure = failure });
    }

    private void Show(ProgressAnswer progress)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            Now = progress;
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }
}
