using System.Text;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

/// <summary>What nobody types by hand, searched by words and by meaning. How long it takes is measured in tests/VideoIndex.Benchmarks.</summary>
public sealed class QueryBombTests : IDisposable
{
    private const int Seed = 20_261_125;

    private readonly SearchLibrary _library = new();

    public QueryBombTests() => _library
        .Film("football/a.mp4", "A corner kick.", "A player kicks the ball into the goal.", "Players celebrate.")
        .Film("b.mkv", "A dog runs.", "An automobile stops.");

    public void Dispose() => _library.Dispose();

    [Fact]
    public void Find_AnswersAnyBytes() => _library.AskByMeaning(finder =>
    {
        var random = new Random(Seed);
        for (var run = 0; run < 5_000; run++)
        {
            var bytes = new byte[random.Next(1, run % 4 == 0 ? 400 : 100)];
            random.NextBytes(bytes);
            var query = (run % 2 == 0 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
            if (string.IsNullOrWhiteSpace(query))
                continue;
            var parsed = QueryParser.Parse(query);
            Assert.InRange(parsed.Parts.Count, 1, 16);
            Assert.InRange(parsed.Notes.Count, 0, QueryNotes.Most);
            Assert.Equal(query, finder.Find(query).Query);
        }
    });

    [Theory]
    [InlineData("*a* ")]
    [InlineData("\"")]
    [InlineData("(((( ")]
    [InlineData(")) AND ((")]
    [InlineData("ab* ")]
    [InlineData("-ab* ")]
    [InlineData("\"a b\" ")]
    [InlineData("goal OR ")]
    [InlineData("goal THEN ")]
    [InlineData("goal NEAR:1h ")]
    [InlineData("goal THEN dog WITHIN 1h ")]
    [InlineData("speech:seen: ")]
    [InlineData("in:a ")]
    [InlineData("-ext:mkv ")]
    [InlineData("model:m ")]
    [InlineData("longer:1s ")]
    [InlineData("東京")]
    [InlineData("e\u0301")]
    public void Find_BoundsWhatIsLookedFor_AndAnswers_HoweverOftenItIsSaid(string piece) => _library.AskByMeaning(finder =>
    {
        var query = string.Concat(Enumerable.Repeat(piece, 1 + QueryParser.MaxLength / piece.Length))[..QueryParser.MaxLength];
        var parsed = QueryParser.Parse(query);

        Assert.InRange(parsed.Parts.Count, 1, 16);
        Assert.All(parsed.Parts, part => Assert.InRange(part.Text.Wanted.Count, 0, QueryPartRules.MostClauses));
        Assert.Equal(query, finder.Find(query).Query);
    });

    [Fact]
    public void Find_RefusesWhatIsLongerThanAnyQuestion_WithTheLimit() => _library.AskByMeaning(finder =>
    {
        foreach (var bomb in (string[])[new string('a', 100_000), string.Join(" OR ", Enumerable.Range(0, 10_000)), string.Concat(Enumerable.Repeat("\"(", 50_000))])
        {
            var refused = Assert.Throws<VideoIndexException>(() => finder.Find(bomb));
            Assert.Equal(ErrorCodes.BadQuery, refused.Code);
            Assert.Contains("at most 1000", refused.Message, StringComparison.Ordinal);
        }
    });

    [Theory]
    [InlineData("goal in:football", "a.mp4")]
    [InlineData("dog ext:mkv", "b.mkv")]
    [InlineData("dog -ext:mkv", "")]
    [InlineData("goal longer:30s", "a.mp4")]
    [InlineData("dog longer:30s", "")]
    [InlineData("goal before:1971", "a.mp4")]
    [InlineData("goal after:1971", "")]
    [InlineData("seen:dog", "b.mkv")]
    [InlineData("speech:dog", "")]
    [InlineData("goal model:fake", "a.mp4")]
    [InlineData("goal model:other", "")]
    [InlineData("goal offline:no", "a.mp4")]
    [InlineData("goal offline:yes", "")]
    [InlineData("dog ext:mkv offline:no longer:5s shorter:1m in:b", "b.mkv")]
    [InlineData("corner THEN goal WITHIN 30s in:football", "a.mp4")]
    public void Find_KnowsEveryFilter_ByWordsAndByMeaning(string query, string expected) => _library.AskByMeaning(finder =>
    {
        var result = finder.Find(query);

        Assert.Empty(result.Notes);
        Assert.Equal(expected, result.NoMatch ? "" : Path.GetFileName(result.Clips[0].Path));
    });
}
