using VideoIndex.Core;

namespace VideoIndex.Worker;

/// <summary>
/// Embeds what is captioned while a run goes on, on a thread of its own that works only a small share of the time: captioning must not
/// notice. At the end of the run it does the rest without resting.
/// </summary>
internal sealed class VectorFollower : IAsyncDisposable
{
    /// <summary>Of the time, so that on two cores at most 1.5 % of the processor's work is embedding.</summary>
    private const double Share = 0.03;

    private readonly VectorPublisher _publisher;
    private readonly ITextEmbedder _embedder;
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeSpan _every;
    private readonly WorkThreads _threads;
    private readonly Task _loop;

    /// <param name="threads">One of them is taken until it is disposed.</param>
    /// <param name="onTrouble">Called once when embedding cannot go on.</param>
    public VectorFollower(IndexerOptions options, ITextEmbedder embedder, WorkThreads threads, Action<Exception> onTrouble)
    {
        (_embedder, _every, _threads) = (embedder, options.PublishEvery, threads);
        _publisher = new VectorPublisher(options.DataFolder, options.VectorIndexFolder, embedder);
        _loop = threads.RunAsync(() => Follow(onTrouble));
    }

    /// <summary>Stops following and brings the index up to the catalog's last change.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        await StopAsync().ConfigureAwait(false);
        await _threads.RunAsync(() => _publisher.CatchUp(_ => { }, cancel)).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _stop.Dispose();
        _embedder.Dispose();
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    private void Follow(Action<Exception> onTrouble)
    {
        try
        {
            while (!_stop.Token.WaitHandle.WaitOne(_every))
                _publisher.CatchUp(Rest, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The run ends: the rest follows at full speed, or in the next run.
        }
        catch (Exception trouble)
        {
            onTrouble(trouble);
        }
    }

    private void Rest(TimeSpan worked) => _stop.Token.WaitHandle.WaitOne(worked * (1 / Share - 1));
}
