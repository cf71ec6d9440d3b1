using System.Diagnostics;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>Looks at this process's memory (what it holds in main memory) twenty times a second until it is disposed.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer _timer;
    private long _most;

    public PeakMemory()
    {
        GC.Collect();
        _timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
    }

    public double MegaBytes => _most / 1e6;

    public void Dispose() => _timer.Dispose();

    /// <returns>Megabytes now.</returns>
    public double Look()
    {
        using var self = Process.GetCurrentProcess();
        var now = self.WorkingSet64;
        _most = Math.Max(_most, now);
        return now / 1e6;
    }
}
