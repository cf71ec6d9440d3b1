namespace VideoIndex.Core;

/// <summary>A span of a media's time: <see cref="Start"/> belongs to it, <see cref="End"/> does not.</summary>
public readonly record struct TimeRange(TimeSpan Start, TimeSpan End)
{
    public TimeSpan Length => End - Start;

    public long StartMs => (long)Start.TotalMilliseconds;

    public long EndMs => (long)End.TotalMilliseconds;

    public bool Overlaps(TimeRange other) => Start < other.End && other.Start < End;

    public static TimeRange FromMs(long startMs, long endMs) =>
        new(TimeSpan.FromMilliseconds(startMs), TimeSpan.FromMilliseconds(endMs));

    public override string ToString() => $"{Format(Start)} - {Format(End)}";

    private static string Format(TimeSpan time) => time.TotalHours >= 1
        ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}"
        : $"{time.Minutes:00}:{time.Seconds:00}";
}
