using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public class PacketRuleTests
{
    private static readonly byte[] Message = [0, 0, 0, 5, 0x06, 6, 1, 0xC4, 0x80];
    private static readonly byte[] Idr = [0, 0, 0, 3, 0x65, 1, 2];
    private static readonly byte[] Slice = [0, 0, 0, 3, 0x41, 1, 2];

    [Fact]
    public void H264_BeginsAtWhatBeginsAnew()
    {
        var rule = PacketRule.For("h264")!;

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
        Assert.Equal(begins, PacketRule.For("hevc")!.CanBegin([0, 0, 0, 3, (byte)(type << 1), 1, 2]));
    }

    /// <summary>Type 21 becomes 16, in every unit; whatever else there is stays.</summary>
    [Fact]
    public void Hevc_IsToldOfTheGap()
    {
        byte[] packet = [0, 0, 0, 3, 0x40, 1, 2, 0, 0, 0, 3, 0x2A, 1, 2, 0, 0, 0, 3, 0x2B, 9, 8];
        byte[] other = [0, 0, 0, 3, 0x26, 1, 2];

        PacketRule.For("hevc")!.Splice!(packet);
        PacketRule.For("hevc")!.Splice!(other);

        Assert.Equal([0, 0, 0, 3, 0x40, 1, 2, 0, 0, 0, 3, 0x20, 1, 2, 0, 0, 0, 3, 0x21, 9, 8], packet);
        Assert.Equal([0, 0, 0, 3, 0x26, 1, 2], other);
    }

    [Theory]
    [InlineData(true, 0x01)]
    [InlineData(true, 0x06, 0x01, 0x01)]
    [InlineData(true, 0x09, 0x06, 0x01, 0x0C)]
    [InlineData(false, 0x41)]
    [InlineData(false, 0x01, 0x21)]
    [InlineData(false, 0x65)]
    [InlineData(false, 0x67, 0x68, 0x01)]
    [InlineData(false, 0x01, 0x14)]
    [InlineData(false, 0x06)]
    [InlineData(false)]
    public void H264_TellsThatNoOtherIsMadeFromIt(bool isDisposable, params int[] heads)
    {
        Assert.Equal(isDisposable, PacketRule.For("h264")!.IsDisposable!(Units(heads), []));
    }

    /// <summary>By type; and only where the header tells of one layer in time.</summary>
    [Theory]
    [InlineData(true, 1, 0)]
    [InlineData(true, 1, 39, 8, 8)]
    [InlineData(true, 1, 35, 40, 6)]
    [InlineData(false, 1, 1)]
    [InlineData(false, 1, 0, 1)]
    [InlineData(false, 1, 10)]
    [InlineData(false, 1, 16)]
    [InlineData(false, 1, 19)]
    [InlineData(false, 1, 34, 0)]
    [InlineData(false, 1, 39)]
    [InlineData(false, 0, 0)]
    [InlineData(false, 2, 0)]
    public void Hevc_TellsThatNoOtherIsMadeFromIt(bool isDisposable, int layers, params int[] types)
    {
        var (rule, packet) = (PacketRule.For("hevc")!, Units([.. types.Select(type => type << 1)]));
        byte[] header = new byte[23];
        header[21] = (byte)(0x47 | (layers << 3));

        Assert.Equal(isDisposable, rule.IsDisposable!(packet, header));
        Assert.False(rule.IsDisposable(packet, header.AsSpan(0, 21)));
    }

    [Fact]
    public void APacketThatItsUnitsDoNotFill_IsNone()
    {
        var rule = PacketRule.For("h264")!;

        Assert.False(rule.CanBegin([.. Idr, 0]));
        Assert.False(rule.CanBegin(Idr.AsSpan(0, 6)));
        Assert.False(rule.CanBegin([0, 0, 0, 0, .. Idr]));
        Assert.False(rule.CanBegin([]));
        Assert.False(rule.CanBegin([0, 0, 1, 0x65, 1, 2, 3, 4]));
    }

    [Fact]
    public void NothingIsKnownOfRareCodecs()
    {
        Assert.NotNull(PacketRule.For("prores"));
        Assert.Null(PacketRule.For("msmpeg4v3"));
        Assert.Null(PacketRule.For("vp9")!.IsDisposable);
    }

    private static byte[] Units(int[] heads) => [.. heads.SelectMany(head => (byte[])[0, 0, 0, 3, (byte)head, 1, 2])];
}
