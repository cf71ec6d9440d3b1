using System.Globalization;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class MomentJoinerTests(ITestOutputHelper output)
{
    private static readonly PartLink _then30 = new(LinkOrder.Then, TimeSpan.FromSeconds(30));
    private static readonly PartLink _near20 = new(LinkOrder.Near, TimeSpan.FromSeconds(20));

    [Fact]
    public void Join_CoversBothMoments_AndTellsThemInOrder()
    {
        var clip = Assert.Single(MomentJoiner.Join([_then30], [[Hit(10, 20, 5, "a corner")], [Hit(40, 50, 3, "a goal")]]));

        Assert.Equal("a corner → a goal", clip.Best.Document.Text);
        Assert.Equal((TimeRange.FromMs(10_000, 50_000), 1.0), (clip.Span, clip.Best.Score));
    }

    [Theory]
    [InlineData(50, "10-60")]
    [InlineData(51, "")]
    [InlineData(0, "")]
    [InlineData(10, "")]
    public void Join_ThenIsLaterAndNotTooLate(int secondStarts, string expected) =>
        Assert.Equal(expected, Join(_then30, [Hit(10, 20, 1)], [Hit(secondStarts, secondStarts + 10, 1)]));

    [Theory]
    [InlineData(70, "30-80")]
    [InlineData(71, "")]
    [InlineData(30, "30-50")]
    [InlineData(0, "0-50")]
    public void Join_NearIsEitherWay_AndMayBeOneMoment(int secondStarts, string expected) =>
        Assert.Equal(expected, Join(_near20, [Hit(30, 50, 1)], [Hit(secondStarts, secondStarts + 10, 1)]));

    [Fact]
    public void Join_TakesTheBestMoments_AndOfEqualOnesTheNearest()
    {
        Assert.Equal("20-50", Join(_then30, [Hit(20, 30, 9)], [Hit(30, 40, 2), Hit(40, 50, 9)]).Split(' ')[0]);
        Assert.Equal("20-40", Join(_then30, [Hit(0, 10, 9), Hit(20, 30, 9)], [Hit(30, 40, 9)]).Split(' ')[0]);
    }

    [Fact]
    public void Join_NeverJoinsAcrossMedia() => Assert.Equal("", Join(_then30, [Hit(0, 10, 1, media: 1)], [Hit(10, 20, 1, media: 2)]));

    [Fact]
    public void Join_WeighsPartsAlike_WhateverTheirScores()
    {
        var clips = MomentJoiner.Join([_then30],
            [[Hit(0, 10, 100, media: 1), Hit(0, 10, 50, media: 2)], [Hit(10, 20, 0.1, media: 1), Hit(10, 20, 1, media: 2)]]);

        Assert.Equal([(2L, 0.75), (1L, 0.55)], clips.Select(clip => (clip.Best.Document.MediaId, Math.Round(clip.Best.Score, 6))));
    }

    [Fact]
    public void Join_FindsWhatTryingEverythingFinds()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var run = 0; run < 500; run++)
        {
            List<IReadOnlyList<TextHit>> parts = [.. Enumerable.Range(0, 3).Select(_ => (IReadOnlyList<TextHit>)
                [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => Hit(random.Next(100), 100 + random.Next(1, 10), random.Next(1, 9)))])];
            var links = new[] { _then30 with { Gap = TimeSpan.FromSeconds(random.Next(20)) }, _near20 };
            var all = from a in parts[0] from b in parts[1] from c in parts[2]
                      where Start(b) > Start(a) && Start(b) - End(a) <= links[0].Gap
                          && Start(c) - End(b) <= links[1].Gap && Start(b) - End(c) <= links[1].Gap
                      select (a.Score / Best(parts[0])) + (b.Score / Best(parts[1])) + (c.Score / Best(parts[2]));
            var clips = MomentJoiner.Join(links, parts);

            Assert.Equal(all.DefaultIfEmpty(0).Max() / 3, clips.Select(clip => clip.Best.Score).DefaultIfEmpty(0).First(), 9);
        }
    }

    [Fact]
    public void Join_EndsSoon_WhenEverythingFitsEverything()
    {
        var hits = Enumerable.Range(0, 4_000).Select(i => Hit(i, i + 10, 1 + i % 7)).ToList();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.NotEmpty(MomentJoiner.Join([.. Enumerable.Repeat(_then30, 7)], [.. Enumerable.Repeat(hits, 8)]));

        Assert.True(watch.ElapsedMilliseconds < 2_000, $"{watch.ElapsedMilliseconds} ms");
    }

    private static TimeSpan Start(TextHit hit) => hit.Document.Span.Start;

    private static TimeSpan End(TextHit hit) => hit.Document.Span.End;

    private static double Best(IReadOnlyList<TextHit> part) => part.Max(hit => hit.Score);

    private static string Join(PartLink link, params IReadOnlyList<TextHit>[] parts) => string.Join(' ', MomentJoiner.Join([link], parts).Select(clip =>
        string.Create(CultureInfo.InvariantCulture, $"{clip.Span.Start.TotalSeconds}-{clip.Span.End.TotalSeconds}")));

    private static TextHit Hit(int start, int end, double score, string text = "text", long media = 1) => new(
        new TimedDocument($"w{media}.{start}.{end}", media, TimeRange.FromMs(start * 1000L, end * 1000L), text, "caption"), score);
}
