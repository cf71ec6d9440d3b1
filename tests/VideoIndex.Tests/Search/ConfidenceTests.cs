using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

/// <summary>What is answer enough, what is not, and how sure one may be of it.</summary>
public sealed class ConfidenceTests
{
    [Theory]
    [InlineData(128)]
    [InlineData(384)]
    public void Support_LetsALoneSynonymBeAnAnswer(int dimensions) => Assert.True(Support(dimensions, cosine: 0.7) > Confidence.Line);

    [Theory]
    [InlineData(128)]
    [InlineData(384)]
    public void Support_RefusesWhatIsOnlyTheNearestOfAll(int dimensions) => Assert.True(Support(dimensions, cosine: 0.4, agreement: 0.1) < Confidence.Line);

    [Theory]
    [InlineData(128)]
    [InlineData(384)]
    public void Support_RisesWithMeaningAndWithWords_AndFallsInACrowd(int dimensions)
    {
        Assert.True(Support(dimensions, 0.6, agreement: 0.5) > Support(dimensions, 0.5, agreement: 0.5));
        Assert.True(Support(dimensions, 0.6, agreement: 0.6) > Support(dimensions, 0.6, agreement: 0.5));
        Assert.True(Support(dimensions, 0.6, crowding: 6) < Support(dimensions, 0.6));
    }

    [Fact]
    public void Of_IsHighForTheOnlyOne_AndLowForOneOfAHundredAsGood()
    {
        Assert.True(Confidence.Of(cosine: 0.7, share: 0.95) > 0.4);
        Assert.InRange(Confidence.Of(cosine: 0.7, share: 0.01), 0.001, 0.03);
        Assert.InRange(Confidence.Of(cosine: 0.9, share: 0), 0, 0.01);
    }

    [Fact]
    public void Of_IsLow_WhenNothingIsNear_ThoughItStandsAlone() => Assert.True(Confidence.Of(cosine: 0.1, share: 0.9) < Confidence.Of(cosine: 0.7, share: 0.9) - 0.1);

    private static double Support(int dimensions, double cosine, double crowding = 4.5, double agreement = 0) =>
        Confidence.Support(Confidence.SupportWeightsFor(dimensions), cosine, crowding, agreement);
}
