using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class QueryParserTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("goal celebration", "goal|celebration", "")]
    [InlineData("  goal\t\r\n celebration ", "goal|celebration", "")]
    [InlineData("\"red card\"", "", "red card")]
    [InlineData("referee \"red   card\" shows", "referee|shows", "red card")]
    [InlineData("\"red card\"\"blue shirt\"", "", "red card|blue shirt")]
    [InlineData("“red card” and „blau“", "and", "red card|blau")]
    [InlineData("a 5\" nail", "a|5\"|nail", "")]
    [InlineData("\"red card\" \"blue", "\"blue", "red card")]
    [InlineData("\"\" goal", "goal", "")]
    [InlineData("\" \" goal", "goal", "")]
    [InlineData("\"\"", "", "")]
    [InlineData("a:b goal AND ( * -x", "a:b|goal|AND|(|*|-x", "")]
    [InlineData("don't", "don't", "")]
    [InlineData("null\0byte", "null|byte", "")]
    public void Parse_ReadsWordsAndPhrases(string text, string words, string phrases)
    {
        var query = QueryParser.Parse(text);

        Assert.Equal((words, phrases), (string.Join('|', query.Words), string.Join('|', query.Phrases)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void Parse_RefusesAnEmptyQuery(string text) =>
        Assert.Equal(ErrorCodes.BadQuery, Assert.Throws<VideoIndexException>(() => QueryParser.Parse(text)).Code);

    [Fact]
    public void Parse_RefusesAQueryThatIsTooLong()
    {
        Assert.Single(QueryParser.Parse(new string('a', 1000)).Words);

        var error = Assert.Throws<VideoIndexException>(() => QueryParser.Parse(new string('a', 1001)));
        Assert.Equal(ErrorCodes.BadQuery, error.Code);
        Assert.Contains("1001", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_LosesNoWord_WhateverStandsBetween()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] pieces = ["goal", "red", "\"", "“", "»", " ", "  ", "\t", "*", "(", "\ud800", "\0", "a:b", "日本"];
        for (var run = 0; run < 5_000; run++)
        {
            var text = "x" + string.Concat(random.GetItems(pieces, random.Next(1, 30)));
            var query = QueryParser.Parse(text);

            var found = string.Concat(query.Words.Concat(query.Phrases));
            foreach (var piece in (string[])["goal", "red", "a:b", "日本"])
                Assert.True(Count(text, piece) == Count(found, piece), $"{text}, seed {seed}");
            Assert.DoesNotContain(query.Words, word => word.Any(char.IsWhiteSpace) || word.Length == 0);
        }
    }

    private static int Count(string text, string piece) => text.Split(piece).Length - 1;
}
