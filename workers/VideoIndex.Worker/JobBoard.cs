using Hangfire;
using Hangfire.InMemory;

namespace VideoIndex.Worker;

/// <summary>The jobs of the run that goes on, or of the last one: for those who only look. Thread-safe.</summary>
public sealed class JobBoard : IDisposable
{
    private readonly Lock _lock = new();
    private InMemoryStorage _shown = new();

    public JobStorage Shown
    {
        get
        {
            lock (_lock)
                return _shown;
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _shown.Dispose();
    }

    /// <summary>Shows a run's jobs from now on, and owns them.</summary>
    internal void Show(InMemoryStorage jobs)
    {
        InMemoryStorage before;
        lock (_lock)
            (before, _shown) = (_shown, jobs);
        before.Dispose();
    }
}
