using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

/// <summary>What is answer enough, and what is not.</summary>
public sealed class ConfidenceTests
{
    [Fact]
    public void Of_LetsALoneSynonymBeAnAnswer() => Assert.True(Confidence.Of(cosine: 0.7, agreement: 0) > Confidence.Line);

    [Fact]
    public void Of_RefusesWhatIsOnlyTheNearestOfAll() => Assert.True(Confidence.Of(cosine: 0.45, agreement: 0.1) < Confidence.Line);

    [Fact]
    public void Of_RisesWithMeaningAndWithWords()
    {
        Assert.True(Confidence.Of(0.6, 0.5) > Confidence.Of(0.5, 0.5));
        Assert.True(Confidence.Of(0.6, 0.6) > Confidence.Of(0.6, 0.5));
    }
}
