using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

/// <summary>Which of two hits comes first.</summary>
public sealed class HitFusionTests
{
    private static readonly HitFeatures Plain = new(Words: 0.5, Meaning: 2, Crowding: 4, Media: 0.2, Coverage: 0.5, Likeness: 0.5, Beside: 0.2, Company: 5);

    [Fact]
    public void Score_Rises_WithEachThingThatSpeaksForAHit()
    {
        Assert.True(HitFusion.Score(Plain with { Words = 0.6 }) > HitFusion.Score(Plain), "more of its words");
        Assert.True(HitFusion.Score(Plain with { Meaning = 2.2 }) > HitFusion.Score(Plain), "nearer in meaning");
        Assert.True(HitFusion.Score(Plain with { Media = 0.3 }) > HitFusion.Score(Plain), "in a media about it");
        Assert.True(HitFusion.Score(Plain with { Coverage = 0.6 }) > HitFusion.Score(Plain), "in a media with more of the words");
        Assert.True(HitFusion.Score(Plain with { Likeness = 0.6 }) > HitFusion.Score(Plain), "says more of them, or what is like them");
    }

    [Fact]
    public void Score_Falls_WithACrowd_ThatIsNearToEverything() =>
        Assert.True(HitFusion.Score(Plain with { Crowding = 4.5 }) < HitFusion.Score(Plain));

    [Fact]
    public void Score_Falls_WhenOthersSayIt_BesideItOrAmongTheBest()
    {
        Assert.True(HitFusion.Score(Plain with { Beside = 0.4 }) < HitFusion.Score(Plain));
        Assert.True(HitFusion.Score(Plain with { Company = 6 }) < HitFusion.Score(Plain));
    }
}
