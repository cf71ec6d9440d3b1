using System.Diagnostics;
using System.Globalization;
using VideoIndex.Core;
using VideoIndex.TextIndex;
using static VideoIndex.Core.TextClause;
using static VideoIndex.Tests.TextIndex.TextIndexFixture;

namespace VideoIndex.Tests.TextIndex;

/// <summary>The clauses of a query besides words and phrases, in a real index.</summary>
public sealed class TextClauseTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public TextClauseTests() => Write(_folder["text"],
    [
        .. TextIndexFixture.Windows("a team celebrates the goal", "celebration with confetti", "a corner kick", "the red card", "a café terrace"),
        new TimedDocument("c1", 2, TimeRange.FromMs(0, 1000), "What a goal!", "cue"),
    ]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("celebrat", "w1 w2")]
    [InlineData("CELEBRATI", "w2")]
    [InlineData("caf", "w5")]
    [InlineData("CAFÉ", "w5")]
    [InlineData("zz", "")]
    [InlineData("*", "")]
    public void Prefix_FindsWholeWordsThatBeginSo(string prefix, string expected) => Assert.Equal(expected, Find(new Prefix(prefix)));

    [Fact]
    public void Prefix_CountsLikeAWord() => Assert.Equal("w1", FindRanked(new Word("goal"), new Prefix("celebr")).Split(' ')[0]);

    [Fact]
    public void AnyOf_NeedsOne_AndLooseWordsBesideItOnlyRank()
    {
        Assert.Equal("c1 w1 w3", Find(new AnyOf([new Word("goal"), new Phrase("corner kick")])));
        Assert.StartsWith("w1 ", FindRanked(new AnyOf([new Word("goal"), new Word("corner")]), new Word("celebrate")), StringComparison.Ordinal);
        Assert.Equal("", Find(new AnyOf([new Word("*"), new Word("(")])));
    }

    [Fact]
    public void From_FindsInOneSourceOnly()
    {
        Assert.Equal("c1", Find(new From("cue", new Word("goal"))));
        Assert.Equal("w1", Find(new From("caption", new Word("goal"))));
        Assert.Equal("", Find(new From("caption", new Word("goal")), new From("cue", new Word("goal"))));
    }

    [Fact]
    public void Unwanted_LeavesOut()
    {
        Assert.Equal("w1", Find([new Word("goal")], [new From("cue", new Word("goal"))]));
        Assert.Equal("c1", Find([new Word("goal")], [new Prefix("celeb")]));
        Assert.Equal("w3 w4 w5", Find([new Anything()], [new Word("goal"), new Phrase("with confetti")]));
        Assert.Equal("", Find([new Word("*")], [new Word("goal")]));
    }

    [Fact]
    public void Anything_FindsAll_InOrderOfTime() => Assert.Equal("w1 w2 w3 w4 w5 c1", FindRanked(new Anything()));

    [Fact]
    public void Search_FindsOnlyInTheMediaAskedFor()
    {
        using var reader = TextIndexReader.TryOpen(_folder["text"])!;
        var query = new TextQuery(["goal"], []);

        Assert.Equal("c1", Assert.Single(reader.Score(query).Top(10, SkipNone, new HashSet<long> { 2 })).Id);
        Assert.Empty(reader.Score(query).Top(10, SkipNone, new HashSet<long>()));
    }

    [Theory]
    [InlineData("goal celebration", "A team [celebrates] the [goal] of Goa")]
    [InlineData("the", "A team celebrates [the] goal of Goa")]
    [InlineData("the team", "A [team] celebrates the goal of Goa")]
    [InlineData("goa*", "A team celebrates the [goal] of [Goa]")]
    [InlineData("\"celebrates the\" OR team", "A [team] [celebrates] the goal of Goa")]
    [InlineData("-goal", "A team celebrates the goal of Goa")]
    public void MarkMatches_MarksWhatWasAskedFor(string text, string expected)
    {
        using var reader = TextIndexReader.TryOpen(_folder["text"])!;
        const string Caption = "A team celebrates the goal of Goa";
        var marked = reader.MarkerOf(VideoIndex.Search.QueryParser.Parse(text).Parts[0].Text).Mark(Caption).Matches;

        Assert.Equal(expected, marked.Reverse().Aggregate(Caption, (line, span) => line.Insert(span.End, "]").Insert(span.Start, "[")));
    }

    /// <summary>Every word of 20,000 captions is hit; the limit is ten times what it takes, for a busy machine.</summary>
    [Fact]
    public void Search_EndsSoon_WhateverIsAsked()
    {
        using var large = TestFolders.NewTemporary();
        var random = new Random(7);
        Write(large["text"], [.. Enumerable.Range(0, 20_000).Select(i => Window(i, 1 + i / 360, i % 360 * 10,
            string.Join(' ', Enumerable.Range(0, 12).Select(_ => $"{(char)('a' + random.Next(26))}{(char)('a' + random.Next(26))}{random.Next(40)}"))))]);
        using var reader = TextIndexReader.TryOpen(large["text"])!;
        TextClause[] prefixes = [.. Enumerable.Range(0, 676).Select(i => new Prefix($"{(char)('a' + i / 26)}{(char)('a' + i % 26)}"))];
        TextClause[] words = [.. Enumerable.Range(0, 10_000).Select(i => new Word(i.ToString(CultureInfo.InvariantCulture)))];
        TextQuery[] queries =
        [
            new(prefixes, []), new([new AnyOf(prefixes)], []), new(words, words), new([new Anything()], prefixes),
            new([.. prefixes.Select(prefix => new From("caption", prefix))], []),
        ];
        reader.Score(new TextQuery(["warm", "aa1"], [])).Top(10, SkipNone);

        foreach (var query in queries)
        {
            var watch = Stopwatch.StartNew();
            reader.Score(query).Top(400, SkipNone);
            TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed.TotalMilliseconds:0} ms");
            Assert.True(watch.ElapsedMilliseconds < 2_000, $"{watch.ElapsedMilliseconds} ms");
        }
    }

    private string Find(params TextClause[] wanted) => Find(wanted, []);

    /// <summary>Ids in alphabetical order.</summary>
    private string Find(TextClause[] wanted, TextClause[] unwanted) => string.Join(' ', Hits(wanted, unwanted).Order(StringComparer.Ordinal));

    private string FindRanked(params TextClause[] wanted) => string.Join(' ', Hits(wanted, []));

    private List<string> Hits(TextClause[] wanted, TextClause[] unwanted)
    {
        using var reader = TextIndexReader.TryOpen(_folder["text"])!;
        return [.. reader.Score(new TextQuery(wanted, unwanted)).Top(100, SkipNone).Select(hit => hit.Id)];
    }
}
