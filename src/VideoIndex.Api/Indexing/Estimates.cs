using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Asks what folders will cost, one at a time: it may take the whole machine for some seconds. Thread-safe.</summary>
internal sealed class Estimates(ServeParts parts) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly Lock _lock = new();
    private CancellationTokenSource? _running;

    /// <exception cref="VideoIndexException">model_missing; busy: an index run began; what the estimator says</exception>
    public async Task<IndexEstimate> AskAsync(string folder, SpeedTrials trial, CancellationToken cancel)
    {
        var estimator = parts.OpenEstimator?.Invoke() ?? throw new VideoIndexException(ErrorCodes.ModelMissing, "this server has no model to index with", "start it with `videoindex serve --model NAME`");
        await _one.WaitAsync(cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        SetRunning(stop);
        try
        {
            return await estimator.EstimateAsync([folder], trial, stop.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new VideoIndexException(ErrorCodes.Busy, "an index run began meanwhile", "its progress tells the time left: GET /api/jobs");
        }
        finally
        {
            SetRunning(null);
            _one.Release();
        }
    }

    /// <summary>Makes way for an index run.</summary>
    public void Stop()
    {
        lock (_lock)
            _running?.Cancel();
    }

    public void Dispose() => _one.Dispose();

    private void SetRunning(CancellationTokenSource? running)
    {
        lock (_lock)
            _running = running;
    }
}
