using System.Globalization;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class ClipJoinerTests(ITestOutputHelper output)
{
    private static readonly SearchOptions Options = new();

    [Fact]
    public void Join_LeavesAWeakNeighbourOutside_AndLetsAStrongOneIn()
    {
        Assert.Equal("0-10:10 10-20:5.9", Join(Hit(0, 10, 10), Hit(10, 20, 5.9)));
        Assert.Equal("0-20:10", Join(Hit(0, 10, 10), Hit(10, 20, 6.1)));
    }

    [Fact]
    public void Join_DoesNotStepOverAGap()
    {
        Assert.Equal("0-10:10 20-30:9", Join(Hit(0, 10, 10), Hit(20, 30, 9)));
        Assert.Equal("0-13:10", Join(Hit(0, 10, 10), Hit(11, 13, 9)));
    }

    [Fact]
    public void Join_MeasuresNeighboursAgainstTheBest_NotAgainstEachOther()
    {
        Assert.Equal("0-20:10 20-30:5", Join(Hit(0, 10, 10), Hit(10, 20, 7), Hit(20, 30, 5)));
    }

    [Fact]
    public void Join_StopsAtTheLongestClip_AroundTheBest()
    {
        var hits = Enumerable.Range(0, 20).Select(i => Hit(i * 10, i * 10 + 10, i == 10 ? 10 : 9 - Math.Abs(i - 10) * 0.01)).ToArray();

        Assert.StartsWith("70-130:10 ", Join(hits), StringComparison.Ordinal);
    }

    [Fact]
    public void Join_SwallowsAWeakLine_OfWhichTheClipShowsHalf()
    {
        Assert.Equal("10-20:10", Join(Hit(10, 20, 10), Hit(19, 21, 1)));
        Assert.Equal("10-20:10 19-22:1", Join(Hit(10, 20, 10), Hit(19, 22, 1)));
    }

    [Fact]
    public void Join_MakesNoSecondClip_OfTheWindowAroundTheBestLine()
    {
        Assert.Equal("12-15:10", Join(Hit(12, 15, 10), Hit(10, 20, 1)));
        Assert.Equal("10-20:10", Join(Hit(12, 15, 10), Hit(10, 20, 8)));
    }

    [Fact]
    public void Join_PlaysALongChapterFromItsStart_AndKeepsWhatIsFoundLaterInIt()
    {
        Assert.Equal("0-60:10 300-310:4", Join(Hit(0, 1200, 10), Hit(300, 310, 4)));
    }

    [Fact]
    public void Join_HoldsItsPromises_ForAnyHits()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var run = 0; run < 500; run++)
        {
            var hits = Enumerable.Range(0, random.Next(60)).Select(i => RandomHit(random, i)).ToList();
            var clips = new ClipJoiner(Options).Join(hits);

            Assert.All(clips, clip => Assert.True(clip.Span.Length <= Options.LongestClip && clip.Best.Score > 0, $"seed {seed}"));
            Assert.Equal(clips.Select(clip => clip.Best.Score).OrderDescending(), clips.Select(clip => clip.Best.Score));
            Assert.Equal(clips.Count, clips.Select(clip => clip.Best.Document.Id).Distinct().Count());
            Assert.All(hits, hit => Assert.Contains(clips, clip => IsShown(hit, clip)));
            Assert.Equal(clips, new ClipJoiner(Options).Join(hits.OrderBy(_ => random.Next())));
        }
    }

    private static bool IsShown(TextHit hit, JoinedClip clip) =>
        clip.Best.Document.MediaId == hit.Document.MediaId && clip.Best.Score >= hit.Score && clip.Span.Overlaps(hit.Document.Span);

    private static TextHit RandomHit(Random random, int id)
    {
        var start = random.Next(200);
        var end = start + random.Next(1, random.Next(5) == 0 ? 100 : 12);
        return Hit(start, end, random.Next(1, 20), media: random.Next(1, 4), id);
    }

    private static TextHit Hit(int start, int end, double score, int media = 1, int? id = null) => new(
        new TimedDocument($"w{id ?? start * 10_000 + end}", media, TimeRange.FromMs(start * 1000L, end * 1000L), "text", "caption"), score);

    private static string Join(params TextHit[] hits) => string.Join(' ', new ClipJoiner(Options).Join(hits).Select(clip => string.Create(
        CultureInfo.InvariantCulture, $"{clip.Span.Start.TotalSeconds}-{clip.Span.End.TotalSeconds}:{clip.Best.Score}")));
}
