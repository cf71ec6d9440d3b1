using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class CaptionTextTests
{
    [Theory]
    [InlineData(" A cat jumps. ", "A cat jumps.")]
    [InlineData(" Text on a sign:\n<b>100 %</b> \u00abcaf\u00e9\u00bb \u65e5\u672c", "Text on a sign:\n<b>100 %</b> \u00abcaf\u00e9\u00bb \u65e5\u672c")]
    public void Judge_KeepsTextAsItIs_ButForBlanksAround(string written, string expected) =>
        Assert.Equal((expected, null), CaptionText.Judge(written, StopReason.EndToken));

    [Theory]
    [InlineData("", StopReason.EndToken, "no words")]
    [InlineData(" \n", StopReason.EndToken, "no words")]
    [InlineData("!!!!", StopReason.MaxNewTokens, "no words")]
    [InlineData("A cat\u001b[2J", StopReason.EndToken, "control")]
    [InlineData("A cat\0", StopReason.EndToken, "control")]
    [InlineData("abc \u202etxt.exe", StopReason.EndToken, "control")]
    [InlineData("A cat jumps", StopReason.Repetition, "repeated")]
    [InlineData("A cat jumps", StopReason.NotFinite, "not numbers")]
    public void Judge_RefusesAndSaysWhy_WhatCannotStand(string written, StopReason stop, string part)
    {
        var (text, note) = CaptionText.Judge(written, stop);
        Assert.Null(text);
        Assert.Contains(part, note, StringComparison.Ordinal);
    }
}
