using System.Runtime.InteropServices;

namespace VideoIndex.Cli.Ask;

/// <summary>Ctrl-C for a session: it stops what is being done, and never the program. Thread-safe.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly PosixSignalRegistration _signal;
    private readonly Lock _lock = new();
    private CancellationTokenSource? _running;

    public Interrupt() => _signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
    {
        context.Cancel = true;
        Stop();
    });

    /// <summary>Does something that Ctrl-C stops. Nothing runs: Ctrl-C does nothing.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> action)
    {
        using var running = new CancellationTokenSource();
        Set(running);
        try
        {
            await action(running.Token);
        }
        finally
        {
            Set(null);
        }
    }

    public void Dispose() => _signal.Dispose();

    private void Stop()
    {
        lock (_lock)
            _running?.Cancel();
    }

    private void Set(CancellationTokenSource? running)
    {
        lock (_lock)
            _running = running;
    }
}
