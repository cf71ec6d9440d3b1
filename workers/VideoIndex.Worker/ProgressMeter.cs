using VideoIndex.Core;

namespace VideoIndex.Worker;

/// <summary>Counts what a run has done and estimates the rest. Thread-safe.</summary>
internal sealed class ProgressMeter(TimeProvider clock)
{
    private static readonly TimeSpan SnapshotEvery = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly List<string> _offline = [];
    private IndexStage _stage = IndexStage.Scanning;
    private string? _current;
    private long? _firstCaption;
    private long? _firstStored;
    private long _lastStored, _firstWindows;
    private long _filesFound, _mediaLeft, _mediaDone, _windowsDone, _windowsLeft, _failed;
    private TimeSpan _videoDone, _videoLeft;

    public void Enter(IndexStage stage) => Change(() => _stage = stage);

    public void FileFound() => Change(() => _filesFound++);

    public void Offline(string root) => Change(() => _offline.Add(root));

    public void FileFailed() => Change(() => _failed++);

    public void Reading(string path) => Change(() => _current = path);

    public void MediaPlanned() => Change(() => _mediaLeft++);

    /// <summary>A media left the run: done, or failed.</summary>
    public void MediaEnded() => Change(() => (_mediaLeft, _mediaDone) = (_mediaLeft - 1, _mediaDone + 1));

    /// <summary>Windows that need a caption became known.</summary>
    public void WindowsPlanned(IEnumerable<TimeRange> windows) => ChangeLeft(windows, sign: 1);

    /// <summary>Planned windows turned out not to be there, or will not be captioned in this run.</summary>
    public void WindowsGone(IEnumerable<TimeRange> windows) => ChangeLeft(windows, sign: -1);

    public void CaptioningStarts() => Change(() => _firstCaption ??= clock.GetTimestamp());

    public void Captioned(IReadOnlyList<TimeRange> windows) => Change(() =>
    {
        var video = TimeSpan.FromTicks(windows.Sum(window => window.Length.Ticks));
        (_windowsDone, _windowsLeft) = (_windowsDone + windows.Count, _windowsLeft - windows.Count);
        (_videoDone, _videoLeft) = (_videoDone + video, _videoLeft - video);
        _lastStored = clock.GetTimestamp();
        if (_firstStored is null)
            (_firstStored, _firstWindows) = (_lastStored, windows.Count);
    });

    /// <summary>Reports snapshots until the returned value is disposed, and a last one then.</summary>
    public IDisposable Watch(IProgress<IndexProgress> progress) => new Watcher(this, progress);

    public IndexReport Report(string? device)
    {
        lock (_lock)
            return new IndexReport(_filesFound, _mediaDone, _windowsDone, _videoDone, clock.GetElapsedTime(_start), _failed, device, [.. _offline]) { Pace = Pace() };
    }

    private IndexPace? Pace()
    {
        if (_firstStored is not { } first)
            return null;
        var windows = _windowsDone - _firstWindows;
        var each = windows > 0 ? clock.GetElapsedTime(first, _lastStored).TotalSeconds / windows : 0;
        return new IndexPace(each, Math.Max(0, clock.GetElapsedTime(_start, first).TotalSeconds - each * _firstWindows), windows);
    }

    private IndexProgress Snapshot()
    {
        lock (_lock)
        {
            var seconds = _firstCaption is { } first ? clock.GetElapsedTime(first).TotalSeconds : 0;
            var rate = seconds > 0 ? _videoDone.TotalSeconds / seconds : 0;
            var left = rate > 0 ? TimeSpan.FromSeconds(Math.Max(0, _videoLeft.TotalSeconds) / rate) : (TimeSpan?)null;
            return new IndexProgress(_stage, _filesFound, _mediaDone, _mediaLeft, _windowsDone, Math.Max(0, _windowsLeft), _failed, rate, left, _current) { Pace = Pace() };
        }
    }

    private void ChangeLeft(IEnumerable<TimeRange> windows, int sign)
    {
        var lengths = windows.Select(window => window.Length.Ticks).ToList();
        Change(() => (_windowsLeft, _videoLeft) = (_windowsLeft + sign * lengths.Count, _videoLeft + sign * TimeSpan.FromTicks(lengths.Sum())));
    }

    private void Change(Action change)
    {
        lock (_lock)
            change();
    }

    private sealed class Watcher : IDisposable
    {
        private readonly ProgressMeter _meter;
        private readonly IProgress<IndexProgress> _progress;
        private readonly Timer _timer;

        public Watcher(ProgressMeter meter, IProgress<IndexProgress> progress)
        {
            (_meter, _progress) = (meter, progress);
            _timer = new Timer(_ => progress.Report(meter.Snapshot()), null, SnapshotEvery, SnapshotEvery);
        }

        public void Dispose()
        {
            _timer.Dispose();
            _progress.Report(_meter.Snapshot());
        }
    }
}
