using VideoIndex.Core;
using VideoIndex.Worker;

namespace VideoIndex.Tests.Worker;

public sealed class ProgressMeterTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Snapshot_EstimatesTheRest_FromTheRateSinceTheFirstCaption()
    {
        var meter = new ProgressMeter(_clock);
        meter.WindowsPlanned(new WindowPlan(TimeSpan.FromSeconds(10), 3).Cut(TimeSpan.FromSeconds(120)));
        meter.WindowsGone([TimeRange.FromMs(100_000, 110_000), TimeRange.FromMs(110_000, 120_000)]);
        _clock.Advance(TimeSpan.FromSeconds(50));
        meter.CaptioningStarts();
        _clock.Advance(TimeSpan.FromSeconds(2));
        meter.Captioned([TimeRange.FromMs(0, 10_000), TimeRange.FromMs(10_000, 20_000)]);
        var seen = Last(meter);
        Assert.Equal((2, 8), (seen.WindowsDone, seen.WindowsLeft));
        Assert.Equal(10, seen.TimesRealTime, precision: 6);
        Assert.Equal(TimeSpan.FromSeconds(8), seen.TimeLeft);
    }

    [Fact]
    public void Pace_IsThatInFullSwing_AndTheBeginningCountsApart()
    {
        var meter = new ProgressMeter(_clock);
        var windows = new WindowPlan(TimeSpan.FromSeconds(10), 3).Cut(TimeSpan.FromSeconds(100)).ToList();
        Assert.Null(Last(meter).Pace);
        _clock.Advance(TimeSpan.FromSeconds(20));
        meter.Captioned(windows[..4]);
        Assert.Equal(new IndexPace(0, 20, 0), Last(meter).Pace);
        _clock.Advance(TimeSpan.FromSeconds(6));
        meter.Captioned(windows[4..8]);
        _clock.Advance(TimeSpan.FromSeconds(3));
        meter.Captioned(windows[8..]);
        _clock.Advance(TimeSpan.FromSeconds(100)); // what comes after the last caption is no captioning
        Assert.Equal(new IndexPace(1.5, 14, 6), Last(meter).Pace);
        Assert.Equal(new IndexPace(1.5, 14, 6), meter.Report("cpu").Pace);
    }

    private static IndexProgress Last(ProgressMeter meter)
    {
        var last = new LastProgress();
        meter.Watch(last).Dispose();
        return last.Value!;
    }

    private sealed class LastProgress : IProgress<IndexProgress>
    {
        public IndexProgress? Value { get; private set; }

        public void Report(IndexProgress value) => Value = value;
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
