using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

/// <summary>Which of two hits comes first.</summary>
public sealed class HitFusionTests
{
    private static readonly HitFeatures Plain = new(Words: 0.5, Meaning: 2, Crowding: 4, Media: 0.2, Coverage: 0.5, Beside: 0.2, Company: 5);

    [Theory]
    [InlineData(128)]
    [InlineData(384)]
    public void Score_Rises_WithEachThingThatSpeaksForAHit(int dimensions)
    {
        Assert.True(Score(Plain with { Words = 0.6 }, dimensions) > Score(Plain, dimensions), "more of its words");
        Assert.True(Score(Plain with { Meaning = 2.2 }, dimensions) > Score(Plain, dimensions), "nearer in meaning");
        Assert.True(Score(Plain with { Media = 0.3 }, dimensions) > Score(Plain, dimensions), "in a media about it");
        Assert.True(Score(Plain with { Coverage = 0.6 }, dimensions) > Score(Plain, dimensions), "says more of them, or what is like them");
    }

    [Theory]
    [InlineData(128)]
    [InlineData(384)]
    public void Score_Falls_WithACrowd_ThatIsNearToEverything(int dimensions) =>
        Assert.True(Score(Plain with { Crowding = 4.5 }, dimensions) < Score(Plain, dimensions));

    [Theory]
    [InlineData(128)]
    [InlineData(384)]
    public void Score_Falls_WhenOthersSayIt_BesideItOrAmongTheBest(int dimensions)
    {
        Assert.True(Score(Plain with { Beside = 0.4 }, dimensions) < Score(Plain, dimensions));
        Assert.True(Score(Plain with { Company = 6 }, dimensions) < Score(Plain, dimensions));
    }

    private static double Score(HitFeatures features, int dimensions) => HitFusion.Score(features, HitFusion.WeightsFor(dimensions));
}
