using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class ShotEdgesTests
{
    [Theory]
    [InlineData(new[] { 8_500 }, 8_500, 20_000)]
    [InlineData(new[] { 11_200 }, 11_200, 20_000)]
    [InlineData(new[] { 21_900 }, 10_000, 21_900)]
    [InlineData(new[] { 18_100, 21_000 }, 10_000, 21_000)]
    [InlineData(new[] { 7_999, 12_001, 17_999, 22_001 }, 10_000, 20_000)]
    [InlineData(new int[0], 10_000, 20_000)]
    public void Of_MovesAnEdgeToTheNearestChange_WithinTwoSeconds(int[] changes, int start, int end) =>
        Assert.Equal(TimeRange.FromMs(start, end), Edges(changes).Of(Clip("caption", 10_000, 20_000)).Span);

    [Fact]
    public void Of_NeverCutsASpokenLine_ButShowsTheShotAroundIt() =>
        Assert.Equal(TimeRange.FromMs(8_500, 16_500), Edges(8_500, 10_400, 15_800, 16_500).Of(Clip("cue", 10_000, 16_000)).Span);

    [Fact]
    public void Of_LeavesWhatAPersonWroteAsItIs() =>
        Assert.Equal(TimeRange.FromMs(10_000, 20_000), Edges(9_500, 20_500).Of(Clip("correction", 10_000, 20_000)).Span);

    [Fact]
    public void Of_LeavesAClip_ThatWouldBecomeTooShort() =>
        Assert.Equal(TimeRange.FromMs(10_000, 15_000), Edges(11_500, 13_500).Of(Clip("caption", 10_000, 15_000)).Span);

    [Fact]
    public void Of_LeavesClipsOfAnotherMedia() =>
        Assert.Equal(TimeRange.FromMs(10_000, 20_000), Edges(9_500).Of(Clip("caption", 10_000, 20_000) with { MediaId = 2 }).Span);

    [Fact]
    public void Find_LetsAClipBeginAndEndWithItsShot_WhenTheCatalogKnowsWhereThatIs()
    {
        using var library = new SearchLibrary();
        library.Film("a.mp4", "a cat", "a brown dog runs", "a brown dog runs on", "a cat").ShotChanges("a.mp4", "[3000, 8800, 19900, 31300]");

        Assert.Equal(["1 a.mp4 00:08 - 00:31"], library.Lines("brown dog"));
    }

    private static ShotEdges Edges(params int[] changes) => new(
        new Dictionary<long, IReadOnlyList<TimeSpan>> { [1] = [.. changes.Select(time => TimeSpan.FromMilliseconds(time))] }, TimeSpan.FromSeconds(4));

    private static Clip Clip(string source, int startMs, int endMs) => new(1, 1, "/films/a.mp4", TimeRange.FromMs(startMs, endMs), 1, "a dog", source);
}
