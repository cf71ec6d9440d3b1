using VideoIndex.Cli.Output;

namespace VideoIndex.Tests.Cli;

public sealed class TerminalTests
{
    [Theory]
    [InlineData("plain \u00e9 日本 😀", "plain \u00e9 日本 😀")]
    [InlineData("\u001b[31mred\n", @"\u001B[31mred\u000A")]
    [InlineData("a\u202egpj.exe", @"a\u202Egpj.exe")]
    [InlineData("\u009b2J", @"\u009B2J")]
    public void Printable_LetsNoControlCharacterReachTheTerminal(string text, string expected) =>
        Assert.Equal(expected, Terminal.Printable(text));
}
