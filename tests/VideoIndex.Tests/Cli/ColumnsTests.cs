using VideoIndex.Cli.Output;

namespace VideoIndex.Tests.Cli;

public sealed class ColumnsTests
{
    [Theory]
    [InlineData("plain", 5)]
    [InlineData("日本の動画", 10)]
    [InlineData("🎉", 2)]
    [InlineData("e\u0301", 1)]
    public void Of_CountsWhatATerminalShows(string text, int columns) => Assert.Equal(columns, Columns.Of(text));

    [Theory]
    [InlineData("plain", 5, "plain")]
    [InlineData("plain", 4, "plai")]
    [InlineData("a日本", 4, "a日")]
    [InlineData("ab🎉c", 3, "ab")]
    public void Cut_GivesWhatFits_AndNoHalfSign(string text, int columns, string expected) => Assert.Equal(expected, Columns.Cut(text, columns));
}
