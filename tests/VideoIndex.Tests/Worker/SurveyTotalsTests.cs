using VideoIndex.Worker;

namespace VideoIndex.Tests.Worker;

public sealed class SurveyTotalsTests
{
    [Fact]
    public void Of_AddsUpWhatIsKnown()
    {
        var totals = SurveyTotals.Of([File(1, 100), File(2, 50, left: 0)], [File(3, 200)], 0, 0);
        Assert.Equal((3, 350.0, 300.0, 30, 0.0), (totals.Files, totals.Video.TotalSeconds, totals.Left.TotalSeconds, totals.Windows, totals.Spread));
    }

    [Fact]
    public void Of_TakesTheRestInProportionToSize_WhichIsExactWhereSizesTellLengths()
    {
        var totals = SurveyTotals.Of([File(1, 100)], [.. Enumerable.Range(1, 10).Select(i => File(i * 10, i * 100))], 1_000, 5_500);
        Assert.Equal((1_011, 60_600.0, 6_060, 0.0), (totals.Files, totals.Video.TotalSeconds, totals.Windows, Math.Round(totals.Spread, 9)));
    }

    [Fact]
    public void Of_IsWithinItsSpread_NineteenTimesOfTwenty()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        var within = 0;
        for (var run = 0; run < 200; run++)
        {
            var all = Enumerable.Range(0, 500).Select(_ => (Size: random.Next(1, 1_000), Windows: 0)).Select(file => File(file.Size, Math.Max(10, file.Size * (0.5 + random.NextDouble()) * 10))).ToList();
            var (sample, rest) = (all.Take(60).ToList(), all.Skip(60).ToList());
            var totals = SurveyTotals.Of([], sample, rest.Count, rest.Sum(file => file.Size));
            within += Math.Abs(totals.Windows - all.Sum(file => file.Windows)) <= totals.Spread * totals.Windows ? 1 : 0;
            Assert.InRange(totals.Spread, 0.01, 0.3);
        }

        Assert.True(within >= 180, $"{within} of 200, seed {Seed}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Of_KnowsNothingFromNoSample(int sampled) =>
        Assert.Equal(1, SurveyTotals.Of([], [.. Enumerable.Repeat(File(5, 50), sampled)], 100, 1_000).Spread);

    [Fact]
    public void Sum_WeighsTheSpreads()
    {
        var sum = SurveyTotals.Sum([SurveyTotals.Of([File(1, 1_000)], [], 0, 0), new SurveyTotals(10, TimeSpan.FromSeconds(3_000), TimeSpan.FromSeconds(3_000), 300, 0.4)]);
        Assert.Equal((11, 4_000.0, 400, 0.3), (sum.Files, sum.Video.TotalSeconds, sum.Windows, Math.Round(sum.Spread, 6)));
        Assert.Equal(0, SurveyTotals.Sum([]).Spread);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1_000)]
    public void SpreadOut_HasEveryOneOnce_AndItsBeginningIsSpread(int count)
    {
        var order = FolderSurvey.SpreadOut([.. Enumerable.Range(0, count)]).ToList();
        Assert.Equal(Enumerable.Range(0, count), order.Order());
        if (count == 1_000)
            Assert.All(Enumerable.Range(0, 10), tenth => Assert.InRange(order.Take(100).Count(each => each / 100 == tenth), 5, 15));
    }

    private static SurveyedFile File(long size, double seconds, double? left = null) =>
        new(size, TimeSpan.FromSeconds(seconds), (long)((left ?? seconds) / 10), TimeSpan.FromSeconds(left ?? seconds));
}
