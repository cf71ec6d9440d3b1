namespace VideoIndex.Vision;

/// <summary>Adds up what is through and reports it, some times a second. One thread at a time.</summary>
internal sealed class PullMeter(IProgress<PullProgress> progress, TimeProvider clock, PullStage stage, long total)
{
    /// <summary>Quicker than this nobody reads.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly TransferRate _rate = new();
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _reported = TimeSpan.MinValue;
    private string _file = "";

    /// <summary>Bytes through so far.</summary>
    public long Done { get; private set; }

    /// <summary>Names the file in work; its first bytes are reported at once.</summary>
    public void Begin(string file) => (_file, _reported) = (file, TimeSpan.MinValue);

    /// <param name="bytes">Negative when a file begins anew.</param>
    public void Add(long bytes)
    {
        Done += bytes;
        var now = clock.GetElapsedTime(_start);
        if (_reported != TimeSpan.MinValue && now - _reported < Every && Done < total)
            return;
        _reported = now;
        var rate = _rate.Next(now, Done);
        progress.Report(Snapshot(rate, null));
    }

    public void Say(string note) => progress.Report(Snapshot(0, note));

    private PullProgress Snapshot(double rate, string? note) => new(
        stage, _file, Done, total, rate, rate > 0 ? TimeSpan.FromSeconds(Math.Min((total - Done) / rate, 1e6)) : null, note);
}
