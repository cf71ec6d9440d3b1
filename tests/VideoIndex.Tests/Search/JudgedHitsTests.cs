using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class JudgedHitsTests
{
    [Fact]
    public void Wrong_IsLeftOutAndCounted_AndItsNeighbourStays()
    {
        var judged = new JudgedHits([new Judgement(1, TimeRange.FromMs(10_000, 20_000), IsRight: false)]);
        var left = judged.Apply([Hit(1, 10, 5), Hit(1, 20, 4), Hit(2, 10, 3)]);
        Assert.Equal([(1L, 20_000L), (2L, 10_000L)], left.Select(Key));
        Assert.Equal("1 clip that was judged wrong for this query is left out", judged.Note);
    }

    [Fact]
    public void Right_ComesFirst_InThePersonsOrder_AndIsSure()
    {
        var judged = new JudgedHits([
            new Judgement(1, TimeRange.FromMs(0, 10_000), IsRight: true, Place: 2), new Judgement(3, TimeRange.FromMs(0, 10_000), IsRight: true, Place: 1)]);
        var ranked = judged.Apply([Hit(2, 0, 9) with { Confidence = 0.5 }, Hit(1, 0, 1) with { Confidence = 0.01 }, Hit(3, 0, 0.5)]);
        Assert.Equal([3, 1, 2], ranked.Select(hit => hit.Document.MediaId));
        Assert.Equal([null, 1.0, 0.5], ranked.Select(hit => hit.Confidence));
        Assert.Equal([true, true, false], ranked.Select(hit => hit.IsJudgedRight));
        Assert.Null(judged.Note);
    }

    [Fact]
    public void Right_WinsOverALongerWrongClipAroundIt()
    {
        var judged = new JudgedHits([
            new Judgement(1, TimeRange.FromMs(0, 30_000), IsRight: false), new Judgement(1, TimeRange.FromMs(10_000, 20_000), IsRight: true)]);
        Assert.Equal([(1L, 10_000L)], judged.Apply([Hit(1, 0, 3), Hit(1, 10, 2), Hit(1, 20, 1)]).Select(Key));
    }

    [Fact]
    public void HitsOfARightClip_MakeThatClipAgain_AndNoLongerOne()
    {
        var options = new SearchOptions();
        var judged = new JudgedHits([new Judgement(1, TimeRange.FromMs(0, 20_000), IsRight: true)]);
        var clips = new ClipJoiner(options).Join(judged.Apply([Hit(1, 0, 3), Hit(1, 10, 1), Hit(1, 20, 2.9)]));
        Assert.Equal([TimeRange.FromMs(0, 20_000), TimeRange.FromMs(20_000, 30_000)], clips.Select(clip => clip.Span));
        Assert.Contains("judged right for this query", ClipReasons.Of(clips[0]));
    }

    [Fact]
    public void NegativeScores_DoNotPutRightOnesLast()
    {
        var judged = new JudgedHits([new Judgement(1, TimeRange.FromMs(0, 10_000), IsRight: true)]);
        Assert.Equal(1, judged.Apply([Hit(2, 0, -0.1), Hit(1, 0, -0.2)])[0].Document.MediaId);
    }

    private static (long, long) Key(TextHit hit) => (hit.Document.MediaId, hit.Document.Span.StartMs);

    private static TextHit Hit(long media, int second, double score) => new(
        new TimedDocument($"w{media * 100 + second}", media, TimeRange.FromMs(second * 1000L, (second + 10) * 1000L), "text", "caption"), score);
}
