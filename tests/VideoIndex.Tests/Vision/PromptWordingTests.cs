using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class PromptWordingTests
{
    [Theory]
    [InlineData(1, "one")]
    [InlineData(13, "thirteen")]
    [InlineData(20, "twenty")]
    [InlineData(21, "twenty-one")]
    [InlineData(40, "forty")]
    [InlineData(64, "sixty-four")]
    [InlineData(99, "ninety-nine")]
    [InlineData(100, "one hundred")]
    [InlineData(105, "one hundred and five")]
    [InlineData(999, "nine hundred and ninety-nine")]
    public void Cardinal_WritesEnglish(int number, string words) => Assert.Equal(words, NumberWords.Cardinal(number));

    [Fact]
    public void Cardinal_NamesEveryNumberDifferently() =>
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(NumberWords.Cardinal).Distinct().Count());

    [Theory]
    [InlineData(0, "00:00", "0:00:00")]
    [InlineData(9.99, "00:09", "0:00:09")]
    [InlineData(3605, "60:05", "1:00:05")]
    [InlineData(6000, "100:00", "1:40:00")]
    [InlineData(93600, "1560:00", "26:00:00")]
    public void Times_AreRoundedDownAndKeepGoing(double seconds, string minutesSeconds, string hoursMinutesSeconds)
    {
        Assert.Equal(minutesSeconds, VideoTimes.MinutesSeconds(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(hoursMinutesSeconds, VideoTimes.HoursMinutesSeconds(TimeSpan.FromSeconds(seconds)));
    }
}
