using VideoIndex.Cli.Evaluation;
using VideoIndex.Core;

namespace VideoIndex.Tests.Cli;

/// <summary>How an answer to a known moment is judged.</summary>
public sealed class FoundMomentTests
{
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(3, 0.0, 0.49, 0.5, 1.0)]
    [InlineData(0)]
    public void Place_IsThatOfTheFirstHitThatShowsHalfOfIt(int expected, params double[] overlaps) =>
        Assert.Equal(expected, new FoundMoment(overlaps).Place);

    [Fact]
    public void AveragePrecision_IsOne_ForTheVeryMomentInFirstPlace_AndLess_ForHalfOfIt()
    {
        Assert.Equal(1, new FoundMoment([1]).AveragePrecision, 0.0001);
        Assert.Equal(0.1, new FoundMoment([0.5]).AveragePrecision, 0.0001);
        Assert.Equal(0.1 + 0.45, new FoundMoment([0.5, 1]).AveragePrecision, 0.0001);
    }

    [Fact]
    public void Overlap_IsTheCommonShare_OfTheSameMediaOnly()
    {
        var query = new EvaluationQuery("q", "a", TimeRange.FromMs(0, 20_000));

        Assert.Equal(0.5, query.Overlap("import:/a", TimeRange.FromMs(0, 10_000)), 0.0001);
        Assert.Equal(1.0 / 3, query.Overlap("import:/a", TimeRange.FromMs(10_000, 30_000)), 0.0001);
        Assert.Equal(0, query.Overlap("import:/b", TimeRange.FromMs(0, 20_000)));
        Assert.Equal(0, query.Overlap("import:/a", TimeRange.FromMs(20_000, 30_000)));
    }
}
