using Hangfire;
using Hangfire.InMemory;

namespace VideoIndex.Worker;

/// <summary>The jobs of the run that goes on, or of the last one: for those who only look. Thread-safe.</summary>
public sealed class JobBoard : IDisposable
{
    private readonly Lock _lock = new();
    private ShownJobs _shown = new(new InMemoryStorage());

    /// <summary>Looks at the jobs shown now. They stay until the look has ended, also when another run begins meanwhile.</summary>
    public async Task LookAsync(Func<JobStorage, Task> look)
    {
        var shown = Begin();
        try
        {
            await look(shown.Jobs).ConfigureAwait(false);
        }
        finally
        {
            End(shown);
        }
    }

    public void Dispose()
    {
        lock (_lock)
            Leave(_shown);
    }

    /// <summary>Shows a run's jobs from now on, and owns them.</summary>
    internal void Show(InMemoryStorage jobs)
    {
        lock (_lock)
        {
            Leave(_shown);
            _shown = new ShownJobs(jobs);
        }
    }

    private ShownJobs Begin()
    {
        lock (_lock)
        {
            _shown.Holders++;
            return _shown;
        }
    }

    private void End(ShownJobs shown)
    {
        lock (_lock)
            Leave(shown);
    }

    private static void Leave(ShownJobs shown)
    {
        if (--shown.Holders == 0)
            shown.Jobs.Dispose();
    }

    private sealed class ShownJobs(InMemoryStorage jobs)
    {
        public InMemoryStorage Jobs { get; } = jobs;

        /// <summary>The board while it shows them, and each look. The last one to leave throws them away: a disposed storage answers nobody.</summary>
        public int Holders { get; set; } = 1;
    }
}
