using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class AnswerTextTests
{
    [Fact]
    public void Append_HandsOutEachPieceAtOnce_WithoutStopTexts()
    {
        var (text, pieces) = Write([], " A", " player", " kicks.");
        Assert.Equal([" A", " player", " kicks."], pieces);
        Assert.Equal(" A player kicks.", text.Finish());
        Assert.False(text.IsStopped);
    }

    [Fact]
    public void Append_HoldsBack_WhatMayBeginAStopText()
    {
        var (text, pieces) = Write(["END", "\n\n"], "one E", "N", "o two\n", "three\n");
        Assert.Equal(["one ", "ENo two", "\nthree"], pieces);
        Assert.Equal("one ENo two\nthree\n", text.Finish());
        Assert.Equal("\n", pieces[^1]);
    }

    [Theory]
    [InlineData("one EN", "D two")]
    [InlineData("one END two", "")]
    [InlineData("one E", "NDEND")]
    public void Append_StopsBeforeTheFirstStopText_HoweverItIsCut(string first, string second)
    {
        var (text, pieces) = Write(["two", "END"], first, second);
        Assert.True(text.IsStopped);
        Assert.Equal("one ", text.Finish());
        Assert.Equal("one ", string.Concat(pieces));
    }

    [Fact]
    public void Finish_HandsOutWhatTheLastTokensLeft()
    {
        List<string> pieces = [];
        var text = new AnswerText(new Words(["a"], left: "\uFFFD"), [], pieces.Add);
        text.Append(0);
        Assert.Equal("a\uFFFD", text.Finish());
        Assert.Equal(["a", "\uFFFD"], pieces);
    }

    private static (AnswerText Text, List<string> Pieces) Write(string[] stops, params string[] words)
    {
        List<string> pieces = [];
        var text = new AnswerText(new Words(words), stops, pieces.Add);
        for (var i = 0; i < words.Length && !text.IsStopped; i++)
            text.Append(i);
        return (text, pieces);
    }

    private sealed class Words(string[] words, string left = "") : ITokenText
    {
        public string Append(int id) => words[id];

        public string Finish() => left;
    }
}
