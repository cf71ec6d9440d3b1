using VideoIndex.Core;

namespace VideoIndex.Tests.Core;

public sealed class WindowPlanTests
{
    private static readonly WindowPlan Plan = new(TimeSpan.FromSeconds(10), 3);

    [Theory]
    [InlineData(0, "")]
    [InlineData(300, "0-300")]
    [InlineData(10_000, "0-10000")]
    [InlineData(10_040, "0-10040")]
    [InlineData(10_999, "0-10999")]
    [InlineData(11_000, "0-10000 10000-11000")]
    [InlineData(25_000, "0-10000 10000-20000 20000-25000")]
    [InlineData(100_020, "0-10000 10000-20000 20000-30000 30000-40000 40000-50000 50000-60000 60000-70000 70000-80000 80000-90000 90000-100020")]
    public void Cut_GivesWholeWindowsAndTheRest(long durationMs, string expected) =>
        Assert.Equal(expected, string.Join(' ', Plan.Cut(TimeSpan.FromMilliseconds(durationMs)).Select(window => $"{window.StartMs}-{window.EndMs}")));

    [Theory]
    [InlineData(300, 1)]
    [InlineData(3_300, 1)]
    [InlineData(3_600, 1)]
    [InlineData(3_700, 2)]
    [InlineData(5_000, 2)]
    [InlineData(7_200, 3)]
    [InlineData(9_900, 3)]
    public void ForShort_GivesFramesAsFarApartAsInAWholeWindow(long durationMs, int frames)
    {
        var plan = Plan.ForShort(TimeSpan.FromMilliseconds(durationMs));

        Assert.Equal([TimeRange.FromMs(0, durationMs)], plan.Cut(TimeSpan.FromMilliseconds(durationMs)));
        Assert.Equal(frames, plan.FramesPerWindow);
    }

    [Fact]
    public void ForShort_LeavesThePlan_WhereAWindowIsWhole() => Assert.Same(Plan, Plan.ForShort(TimeSpan.FromSeconds(10)));

    [Fact]
    public void Cut_CoversEveryMomentOnce_WhateverTheLengths()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var plan = new WindowPlan(TimeSpan.FromMilliseconds(random.Next(1_000, 60_000)), random.Next(1, 9));
            var duration = TimeSpan.FromTicks(random.NextInt64(1, TimeSpan.FromMinutes(20).Ticks));
            var end = TimeSpan.Zero;
            foreach (var window in plan.Cut(duration))
            {
                Assert.True(window.Start == end && window.End > window.Start, $"seed {seed}, round {round}: {window} after {end}");
                Assert.Equal(0, window.Start.Ticks % plan.WindowLength.Ticks);
                Assert.All(plan.FrameTimes(window), time => Assert.True(window.Start <= time && time < window.End, $"seed {seed}, round {round}: {time} outside {window}"));
                end = window.End;
            }

            Assert.True(end == duration, $"seed {seed}, round {round}: ends at {end}, not {duration}");
        }
    }

    [Fact]
    public void FrameTimes_AreTheMiddlesOfEqualParts()
    {
        var times = Plan.FrameTimes(TimeRange.FromMs(60_000, 66_000));
        Assert.Equal([61_000, 63_000, 65_000], times.Select(time => time.TotalMilliseconds));
    }
}
