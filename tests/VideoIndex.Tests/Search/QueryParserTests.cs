using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class QueryParserTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("goal celebration", "goal celebration")]
    [InlineData("  goal\t\r\n celebration ", "goal celebration")]
    [InlineData("\"red card\"", "\"red card\"")]
    [InlineData("referee \"red   card\" shows", "referee \"red card\" shows")]
    [InlineData("\"red card\"\"blue shirt\"", "\"red card\" \"blue shirt\"")]
    [InlineData("“red card” and „blau“", "\"red card\" and \"blau\"")]
    [InlineData("a 5\" nail", "a 5\" nail")]
    [InlineData("\"\" goal", "goal")]
    [InlineData("\" \" goal", "goal")]
    [InlineData("\"\"", "")]
    [InlineData("goal AND ( then or near within - --x", "goal AND ( then or near within - --x")]
    [InlineData("don't wi-fi 12:30 http://a.b", "don't wi-fi 12:30 http://a.b")]
    [InlineData("null\0byte", "null byte")]
    public void Parse_ReadsWordsAndPhrases(string text, string expected)
    {
        var query = QueryParser.Parse(text);

        Assert.Equal((expected, ""), (QueryText.Of(query), string.Join('\n', query.Notes)));
    }

    [Theory]
    [InlineData("goal -replay -\"slow motion\" -slow*", "goal -replay -\"slow motion\" -slow*")]
    [InlineData("-goal", "<all> -goal")]
    [InlineData("celebr* GOA**", "celebr* GOA*")]
    [InlineData("goal OR penalty card", "(goal|penalty) card")]
    [InlineData("a OR \"b c\" OR de* e OR f", "(a|\"b c\"|de*) (e|f)")]
    [InlineData("speech:\"good evening\"", "cue:\"good evening\"")]
    [InlineData("Speech:good* seen:crowd OR seen:fans", "(caption:crowd|caption:fans) cue:good*")]
    [InlineData("-speech:ad dog", "dog -cue:ad")]
    public void Parse_ReadsClauses(string text, string expected)
    {
        var query = QueryParser.Parse(text);

        Assert.Equal((expected, ""), (QueryText.Of(query).Replace(" NEAR(0) ", " ", StringComparison.Ordinal), string.Join('\n', query.Notes)));
    }

    [Theory]
    [InlineData("corner THEN goal WITHIN 30s", "corner THEN(30) goal")]
    [InlineData("corner THEN goal WITHIN:1m30s", "corner THEN(90) goal")]
    [InlineData("corner kick THEN \"red card\"", "corner kick THEN(60) \"red card\"")]
    [InlineData("a THEN b THEN c WITHIN 20", "a THEN(20) b THEN(20) c")]
    [InlineData("a THEN b WITHIN 5s THEN c WITHIN 20", "a THEN(5) b THEN(20) c")]
    [InlineData("goal NEAR:20s celebration", "goal NEAR(20) celebration")]
    [InlineData("a NEAR:1:30 b THEN c in:x WITHIN 1m -d", "a NEAR(90) b THEN(60) c -d | in:x")]
    [InlineData("in:x a THEN in:y b", "a THEN(60) b | in:x | in:y")]
    [InlineData("speech:goal seen:crowd red", "caption:crowd red NEAR(0) cue:goal")]
    [InlineData("a THEN speech:b seen:c WITHIN 9s", "a THEN(9) caption:c NEAR(0) cue:b")]
    public void Parse_ReadsMoments(string text, string expected)
    {
        var query = QueryParser.Parse(text);

        Assert.Equal((expected, ""), (QueryText.Of(query), string.Join('\n', query.Notes)));
    }

    [Theory]
    [InlineData("goal in:football -in:training", "goal | in:football | -in:training")]
    [InlineData("in:\"Summer 2024/a b\"", "<all> | in:Summer 2024/a b")]
    [InlineData("x ext:.MKV,mp4 -ext:avi", "x | ext:MKV | ext:mp4 | -ext:avi")]
    [InlineData("x longer:1h longer:90 shorter:2.5h", "x | >=01:00:00 | <=02:30:00")]
    [InlineData("x after:2024-05 before:2025", "x | from 2024-05-01 00:00 | before 2025-01-01 00:00")]
    [InlineData("x before:2024-05-17T18:30 before:2025", "x | before 2024-05-17 18:30")]
    [InlineData("x model:500m -model:256m", "x | model:500m | -model:256m")]
    [InlineData("x offline:no", "x | Online")]
    [InlineData("x -OFFLINE:No", "x | Offline")]
    public void Parse_ReadsFilters(string text, string expected)
    {
        var query = QueryParser.Parse(text);

        Assert.Equal((expected, ""), (QueryText.Of(query), string.Join('\n', query.Notes)));
    }

    [Theory]
    [InlineData("THEN goal", "THEN goal", "`THEN` is taken as a word: it needs something to find on both sides")]
    [InlineData("goal THEN", "goal THEN", "`THEN` is taken as a word")]
    [InlineData("goal THEN in:x", "goal THEN | in:x", "`THEN` is taken as a word")]
    [InlineData("a THEN THEN b", "a THEN THEN(60) b", "`THEN` is taken as a word")]
    [InlineData("a WITHIN 30s", "a WITHIN 30s", "`WITHIN` is taken as a word: it is written like `corner THEN goal WITHIN 30s`")]
    [InlineData("a THEN b WITHIN soon", "a THEN(60) b WITHIN soon", "`WITHIN` is taken as a word")]
    [InlineData("a NEAR b", "a NEAR b", "`NEAR` is taken as a word: it is written like `goal NEAR:20s celebration`")]
    [InlineData("a NEAR:x b", "a NEAR:x b", "`NEAR:x` is taken as a word")]
    [InlineData("a THEN b WITHIN 5h", "a THEN(3600) b", "at most 1 hour")]
    [InlineData("OR a", "OR a", "`OR` is taken as a word: `OR` needs a word on both sides")]
    [InlineData("a OR", "a OR", "`OR` is taken as a word")]
    [InlineData("a OR -b", "a OR -b", "`OR` is taken as a word")]
    [InlineData("in:a OR in:b", "OR | in:a | in:b", "`OR` is taken as a word")]
    [InlineData("longer:soon x", "longer:soon x", "`longer:soon` is taken as a word: a filter is written like `longer:1h`")]
    [InlineData("-longer:1h x", "-longer:1h x", "a filter is written like")]
    [InlineData("offline:maybe in: ext:,", "offline:maybe in: ext:,", "`offline:no`")]
    [InlineData("before:yesterday after:2024-13", "before:yesterday after:2024-13", "`after:2024-05`")]
    [InlineData("extension:mkv", "extension:mkv", "there is no filter `extension:`")]
    [InlineData("speech:", "speech:", "`speech:` is taken as a word: it is written like `speech:\"good evening\"`")]
    [InlineData("*a* *", "*a* *", "`*a*` is taken as words: `*` stands for the end of a word")]
    [InlineData("a*", "a*", "at least 2 letters")]
    [InlineData("\"red card\" \"blue", "\"red card\" \"blue", "`\"blue` has a quote that is not closed")]
    public void Parse_TakesBrokenSyntaxAsWords_AndSaysSo(string text, string expected, string note)
    {
        var query = QueryParser.Parse(text);

        Assert.Equal(expected, QueryText.Of(query));
        Assert.Contains(query.Notes, said => said.Contains(note, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_BoundsWordsMomentsAndNotes()
    {
        var words = QueryParser.Parse(string.Join(' ', Enumerable.Range(0, 300).Select(i => (char)('a' + i % 26))));
        Assert.Equal(64, Assert.Single(words.Parts).Text.Wanted.Count);
        Assert.Contains("only the first 64 words are looked for", words.Notes);

        var moments = QueryParser.Parse(string.Join(" THEN ", Enumerable.Repeat("a", 20)));
        Assert.Equal(8, moments.Parts.Count);
        Assert.Contains(moments.Notes, note => note.Contains("at most 8 moments", StringComparison.Ordinal));

        Assert.Equal(8, QueryParser.Parse(string.Join(' ', Enumerable.Range(0, 100).Select(i => $"k{(char)('a' + i % 26)}:{i}"))).Notes.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void Parse_RefusesAnEmptyQuery(string text) =>
        Assert.Equal(ErrorCodes.BadQuery, Assert.Throws<VideoIndexException>(() => QueryParser.Parse(text)).Code);

    [Fact]
    public void Parse_RefusesAQueryThatIsTooLong()
    {
        Assert.Single(Assert.Single(QueryParser.Parse(new string('a', 1000)).Parts).Text.Wanted);

        var error = Assert.Throws<VideoIndexException>(() => QueryParser.Parse(new string('a', 1001)));
        Assert.Equal(ErrorCodes.BadQuery, error.Code);
        Assert.Contains("1001", error.Message, StringComparison.Ordinal);
        Assert.Contains("at most 1000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_LosesNoWord_WhateverStandsBetween()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] pieces = ["goal", "red", "\"", "“", "»", " ", "  ", "\t", "*", "(", "-", "\ud800", "\0", " OR ", " THEN ", " NEAR:3s ", " WITHIN ", "日本"];
        for (var run = 0; run < 5_000; run++)
        {
            var text = "x" + string.Concat(random.GetItems(pieces, random.Next(1, 30)));
            var query = QueryParser.Parse(text);

            var found = string.Concat(QueryText.AllText(query));
            foreach (var piece in (string[])["goal", "red", "日本"])
                Assert.True(Count(text, piece) == Count(found, piece), $"{text}, seed {seed}");
        }
    }

    [Fact]
    public void Parse_AnswersOrSaysBadQuery_ForAnything()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var run = 0; run < 5_000; run++)
        {
            var text = HostileQueries.Next(random);
            try
            {
                var query = QueryParser.Parse(text);
                Assert.NotEmpty(query.Parts);
                Assert.Null(query.Parts[0].Link);
                Assert.All(query.Parts.Skip(1), part => Assert.NotNull(part.Link));
                Assert.All(query.Parts, part => Assert.InRange(part.Text.Wanted.Count, 0, 64));
                Assert.InRange(query.Parts.Count, 1, 16);
                Assert.InRange(query.Notes.Count, 0, QueryNotes.Most);
                Assert.DoesNotContain(query.Parts.SelectMany(part => part.Text.Words), word => word.Length == 0 || word.Any(char.IsWhiteSpace));
            }
            catch (VideoIndexException refused)
            {
                Assert.True(refused.Code == ErrorCodes.BadQuery && (text.Length > 1000 || string.IsNullOrWhiteSpace(text)), $"{text}, seed {seed}");
            }
        }
    }

    private static int Count(string text, string piece) => text.Split(piece).Length - 1;
}
