using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public class KeyframeRuleTests
{
    private static readonly byte[] Message = [0, 0, 0, 5, 0x06, 6, 1, 0xC4, 0x80];
    private static readonly byte[] Idr = [0, 0, 0, 3, 0x65, 1, 2];
    private static readonly byte[] Slice = [0, 0, 0, 3, 0x41, 1, 2];

    [Fact]
    public void H264_BeginsAtWhatBeginsAnew()
    {
        var rule = KeyframeRule.For("h264")!;

        Assert.True(rule.CanBegin(Idr));
        Assert.True(rule.CanBegin([.. Message, .. Idr]));
        Assert.False(rule.CanBegin(Slice));
        Assert.False(rule.CanBegin([.. Message, .. Slice]));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(9, false)]
    [InlineData(16, true)]
    [InlineData(19, true)]
    [InlineData(21, true)]
    [InlineData(22, false)]
    [InlineData(32, false)]
    public void Hevc_BeginsAtAnyEntry(int type, bool begins)
    {
        Assert.Equal(begins, KeyframeRule.For("hevc")!.CanBegin([0, 0, 0, 3, (byte)(type << 1), 1, 2]));
    }

    /// <summary>Type 21 becomes 16, in every unit; whatever else there is stays.</summary>
    [Fact]
    public void Hevc_IsToldOfTheGap()
    {
        byte[] packet = [0, 0, 0, 3, 0x40, 1, 2, 0, 0, 0, 3, 0x2A, 1, 2, 0, 0, 0, 3, 0x2B, 9, 8];
        byte[] other = [0, 0, 0, 3, 0x26, 1, 2];

        KeyframeRule.For("hevc")!.Splice!(packet);
        KeyframeRule.For("hevc")!.Splice!(other);

        Assert.Equal([0, 0, 0, 3, 0x40, 1, 2, 0, 0, 0, 3, 0x20, 1, 2, 0, 0, 0, 3, 0x21, 9, 8], packet);
        Assert.Equal([0, 0, 0, 3, 0x26, 1, 2], other);
    }

    [Fact]
    public void APacketThatItsUnitsDoNotFill_IsNone()
    {
        var rule = KeyframeRule.For("h264")!;

        Assert.False(rule.CanBegin([.. Idr, 0]));
        Assert.False(rule.CanBegin(Idr.AsSpan(0, 6)));
        Assert.False(rule.CanBegin([0, 0, 0, 0, .. Idr]));
        Assert.False(rule.CanBegin([]));
        Assert.False(rule.CanBegin([0, 0, 1, 0x65, 1, 2, 3, 4]));
    }

    [Fact]
    public void NothingIsKnownOfRareCodecs()
    {
        Assert.NotNull(KeyframeRule.For("prores"));
        Assert.Null(KeyframeRule.For("msmpeg4v3"));
    }
}
