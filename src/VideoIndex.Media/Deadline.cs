using System.Diagnostics;

namespace VideoIndex.Media;

/// <summary>
/// Ends a child that takes too long: at once on cancel, after <c>stall</c> without an answer, and when all waits together exceed
/// <c>overall</c>. Only time inside <see cref="WaitAsync{T}"/> counts, so that a slow reader of frames does not look like a slow decoder.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationToken cancel;
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenRegistration kill;
    private readonly TimeSpan stall;
    private TimeSpan left;

    public Deadline(ChildProcess child, TimeSpan stall, TimeSpan overall, CancellationToken cancel)
    {
        this.stall = stall;
        this.cancel = cancel;
        left = overall;
        timer = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        kill = timer.Token.Register(child.Kill);
    }

    /// <exception cref="TimeoutException">A limit passed; the child is dead.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the child is dead.</exception>
    public async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> answer)
    {
        var watch = Stopwatch.StartNew();
        timer.CancelAfter(left < stall ? left : stall);
        try
        {
            var result = await answer(timer.Token);
            timer.Token.ThrowIfCancellationRequested(); // a pipe that ended because we killed its writer is no answer
            return result;
        }
        catch (Exception e) when (timer.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            cancel.ThrowIfCancellationRequested();
            throw new TimeoutException($"no answer within {(left < stall ? left : stall).TotalSeconds:0} s", e);
        }
        finally
        {
            timer.CancelAfter(Timeout.InfiniteTimeSpan);
            left -= watch.Elapsed;
            if (left < TimeSpan.Zero)
                left = TimeSpan.Zero;
        }
    }

    public void Dispose()
    {
        kill.Dispose();
        timer.Dispose();
    }
}
