using System.Diagnostics;
using VideoIndex.Core;

namespace VideoIndex.Benchmarks;

/// <summary>A captioner whose waiting is measured: from when the model is loaded to the end of its last batch.</summary>
/// <param name="loading">How long a model that is lent would take to load, while others look at the first files; zero where it was loaded just now.</param>
internal sealed class WatchedCaptioner(ICaptioner captioner, TimeSpan loading = default) : ICaptioner
{
    private readonly long _made = Stopwatch.GetTimestamp();
    private TimeSpan? _begin;
    private TimeSpan _captioning, _end;

    public string Device => captioner.Device;

    public int PreferredBatch => captioner.PreferredBatch;

    /// <summary>The share of its time in which the model had no windows to caption, 0 to 1.</summary>
    public double Waited => 1 - _captioning / (_end - (loading < _begin ? loading : _begin ?? default));

    public TimeSpan Captioning => _captioning;

    public PreparedWindow Prepare(WindowFrames window) => captioner.Prepare(window);

    public IReadOnlyList<Caption> CaptionBatch(IReadOnlyList<PreparedWindow> windows, CancellationToken cancel)
    {
        var start = Stopwatch.GetElapsedTime(_made);
        _begin ??= start;
        var captions = captioner.CaptionBatch(windows, cancel);
        _end = Stopwatch.GetElapsedTime(_made);
        _captioning += _end - start;
        return captions;
    }

    public void Dispose() => captioner.Dispose();
}
