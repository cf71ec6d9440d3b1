using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

/// <summary>What is answer enough, what is not, and how sure one may be of it.</summary>
public sealed class ConfidenceTests
{
    [Fact]
    public void Support_LetsALoneSynonymBeAnAnswer() => Assert.True(Confidence.Support(cosine: 0.7, agreement: 0) > Confidence.Line);

    [Fact]
    public void Support_RefusesWhatIsOnlyTheNearestOfAll() => Assert.True(Confidence.Support(cosine: 0.45, agreement: 0.1) < Confidence.Line);

    [Fact]
    public void Support_RisesWithMeaningAndWithWords()
    {
        Assert.True(Confidence.Support(0.6, 0.5) > Confidence.Support(0.5, 0.5));
        Assert.True(Confidence.Support(0.6, 0.6) > Confidence.Support(0.6, 0.5));
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
}
