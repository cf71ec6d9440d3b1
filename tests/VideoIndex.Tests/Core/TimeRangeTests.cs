using VideoIndex.Core;

namespace VideoIndex.Tests.Core;

public sealed class TimeRangeTests
{
    [Theory]
    [InlineData(50_000, 60_000, "00:50 - 01:00")]
    [InlineData(0, 3_599_999, "00:00 - 59:59")]
    [InlineData(3_600_000, 90_061_000, "1:00:00 - 25:01:01")]
    public void ToString_IsWhatAPlayerShows(long startMs, long endMs, string expected) =>
        Assert.Equal(expected, TimeRange.FromMs(startMs, endMs).ToString());

    [Fact]
    public void Overlaps_IsFalse_WhenTheyOnlyTouch()
    {
        Assert.False(TimeRange.FromMs(0, 10).Overlaps(TimeRange.FromMs(10, 20)));
        Assert.True(TimeRange.FromMs(0, 11).Overlaps(TimeRange.FromMs(10, 20)));
    }
}
