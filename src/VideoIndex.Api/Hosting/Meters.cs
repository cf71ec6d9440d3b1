using System.Diagnostics.Metrics;

namespace VideoIndex.Api;

/// <summary>What is counted besides what the web server counts by itself. Thread-safe.</summary>
internal sealed class Meters : IDisposable
{
    public const string Name = "VideoIndex";

    private readonly Meter _meter = new(Name);
    private readonly Histogram<double> _searches;

    public Meters(ToolSlots slots, IndexJob job)
    {
        _searches = _meter.CreateHistogram<double>("videoindex.search.duration", "s", "time to answer a search");
        _meter.CreateObservableGauge("videoindex.tools.running", () => slots.Running, null, "ffmpeg runs for thumbnails, cuts and streams");
        _meter.CreateObservableGauge("videoindex.index.running", () => job.Now.Running ? 1 : 0, null, "1 while this server indexes");
        _meter.CreateObservableGauge("videoindex.index.windows_left", () => job.Now.WindowsLeft, null, "windows that wait for a caption in this run");
    }

    public void Searched(TimeSpan took) => _searches.Record(took.TotalSeconds);

    public void Dispose() => _meter.Dispose();
}
