using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class SecondLookTests
{
    private static readonly SearchOptions _options = new();

    [Theory]
    [InlineData("0.1 0.9 0.6", "b c a d")]
    [InlineData("0.1 - 0.9", "c b a d")]
    [InlineData("0.98 0.99 0.2", "a b c d")]
    [InlineData("0.3 0.9 0.1 0.95", "b d a c")]
    [InlineData("0.6 0.99 0.8", "a b c d")]
    [InlineData("0.9", "a b c d")]
    public void Order_GoesByWhatTheModelSays_AndKeepsTheOrderOfEqualAnswers(string chances, string expected)
    {
        var result = SecondLook.Order(Result(), Chances(chances), "m@1", _options);

        Assert.Equal(expected, string.Join(' ', result.Clips.Select(clip => clip.Caption)));
        Assert.Equal([1, 2, 3, 4], result.Clips.Select(clip => clip.Rank));
        Assert.Equal("m@1", result.CheckedBy);
    }

    [Fact]
    public void Order_TellsItsAnswersApart()
    {
        var clips = SecondLook.Order(Result(), [0.25, null, 0.875], "m@1", _options).Clips;

        Assert.Equal([0.875, 0.25, null, null], clips.Select(clip => clip.Checked));
        Assert.Equal(["looked at: shows it, 0.88", "looked at: may show it, 0.25", "", ""], clips.Select(clip => string.Join('|', clip.Reasons)));
    }

    [Fact]
    public void Order_SaysThatNothingMatches_WhenTheModelSaysNoToAll_UnlessAllIsAskedFor()
    {
        var denied = SecondLook.Order(Result(), [0.1, 0.15], "m@1", _options);
        var all = SecondLook.Order(Result(), [0.1, 0.15], "m@1", _options with { LeastConfidence = 0 });

        Assert.True(denied.NoMatch);
        Assert.Equal(["a", "b", "c"], denied.Closest.Select(clip => clip.Caption));
        Assert.Contains("none of the 2 best clips shows it", Assert.Single(denied.Notes), StringComparison.Ordinal);
        Assert.Equal(4, all.Clips.Count);
        Assert.False(SecondLook.Order(Result(), [0.1, null], "m@1", _options).NoMatch);
    }

    [Theory]
    [InlineData("a goal in:football longer:1h", "a goal")]
    [InlineData("corner THEN goal WITHIN 30s", "corner, then goal")]
    [InlineData("celebr* \"red card\" -blue", "red card")]
    [InlineData("speech:hello seen:crowd", "crowd")]
    [InlineData("A dog runs.", "A dog runs")]
    public void Question_AsksForWhatCanBeSeen(string query, string expected) =>
        Assert.Equal(CheckQuestion.About(expected), CheckQuestion.Of(QueryParser.Parse(query)));

    [Theory]
    [InlineData("speech:hello")]
    [InlineData("ext:mkv")]
    [InlineData("celebr*")]
    public void Question_IsNone_WhereNothingCanBeSeen(string query) => Assert.Null(CheckQuestion.Of(QueryParser.Parse(query)));

    private static double?[] Chances(string chances) =>
        [.. chances.Split(' ').Select(chance => chance == "-" ? (double?)null : double.Parse(chance, System.Globalization.CultureInfo.InvariantCulture))];

    private static SearchResult Result() => new("q", [.. "abcd".Select((name, i) =>
        new Clip(i + 1, i, "/a.mp4", TimeRange.FromMs(0, 10_000), 4 - i, name.ToString(), "caption"))], 4, 0);
}
