using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.ModelStore;

public sealed class TransferRateTests
{
    [Fact]
    public void Next_IsOfTheLastSeconds_NotOfTheWholeTime()
    {
        var rate = new TransferRate();
        Assert.Equal(0, rate.Next(TimeSpan.Zero, 0));
        Assert.Equal(1000, rate.Next(TimeSpan.FromSeconds(5), 5_000));
        for (var second = 6; second <= 60; second++)
            rate.Next(TimeSpan.FromSeconds(second), 5_000 + 10 * (second - 5));
        Assert.Equal(10, rate.Next(TimeSpan.FromSeconds(61), 5_560), precision: 6);
    }

    [Fact]
    public void Next_BeginsAnew_WhenAFileDoes()
    {
        var rate = new TransferRate();
        rate.Next(TimeSpan.Zero, 5_000);
        Assert.Equal(0, rate.Next(TimeSpan.FromSeconds(1), 100));
        Assert.Equal(50, rate.Next(TimeSpan.FromSeconds(3), 200));
    }
}
