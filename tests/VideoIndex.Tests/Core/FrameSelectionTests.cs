using VideoIndex.Core;

namespace VideoIndex.Tests.Core;

public sealed class FrameSelectionTests
{
    [Fact]
    public void Spread_GivesTheMiddlesOfEqualParts() =>
        Assert.Equal([51.25, 53.75, 56.25, 58.75], FrameSelection.Spread(TimeRange.FromMs(50_000, 60_000), 4).Select(t => t.TotalSeconds));

    /// <summary>The reference's own worked example: ten seconds of 30 frames a second.</summary>
    [Fact]
    public void ReferenceFrames_AreTheReferences_ForTenSeconds() =>
        Assert.Equal([0, 33, 66, 99, 132, 166, 199, 232, 265, 299], FrameSelection.ReferenceFrames(300, 30, 64));

    /// <summary>The reference's own golden prompt names these seconds for a clip of a little over nine.</summary>
    [Fact]
    public void ReferenceFrames_SkipASecondOfThePrompt_WhenTheClipIsALittleLonger() =>
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 8, 9], FrameSelection.ReferenceFrames(280, 30, 64).Select(f => f / 30));

    [Fact]
    public void ReferenceFrames_AreAtMostSoMany_WithoutTheEnds_WhenTheVideoIsLong()
    {
        var frames = FrameSelection.ReferenceFrames(3000, 30, 64);
        Assert.Equal(64, frames.Count);
        Assert.Equal((30, 2970), (frames[0], frames[^1]));
        Assert.Equal(30 + 2940 / 63.0 * 5, frames[5], 1.0);
    }

    [Theory]
    [InlineData(66, 0)]
    [InlineData(67, 30)]
    public void ReferenceFrames_LookAwayFromTheEnds_OnlyPastTheMostAndTwoSeconds(int seconds, long first) =>
        Assert.Equal(first, FrameSelection.ReferenceFrames(seconds * 30, 30, 64)[0]);

    [Theory]
    [InlineData(1, 30, new long[] { 0 })]
    [InlineData(10, 30, new long[] { 0 })]
    [InlineData(45, 30, new long[] { 0, 44 })]
    [InlineData(75, 30, new long[] { 0, 74 })]
    [InlineData(3, 0.5, new long[] { 0, 1, 2 })]
    public void ReferenceFrames_AreOneAtLeast_AndNoneTwice(long total, double rate, long[] expected) =>
        Assert.Equal(expected, FrameSelection.ReferenceFrames(total, rate, 64));

    [Fact]
    public void AsReference_CountsFromTheSpansStart()
    {
        var times = FrameSelection.AsReference(TimeRange.FromMs(50_000, 60_000), 30);
        Assert.Equal(10, times.Count);
        Assert.Equal(50, times[0].TotalSeconds);
        Assert.Equal(50 + 299 / 30.0, times[^1].TotalSeconds, 1e-6);
    }

    [Fact]
    public void Rules_Refuse_WhatGivesNoFrame()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSelection.Spread(TimeRange.FromMs(5, 10), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSelection.Spread(TimeRange.FromMs(10, 10), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSelection.AsReference(TimeRange.FromMs(0, 10), 0));
    }
}
