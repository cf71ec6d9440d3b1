using System.Text;
using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public class KeyframeScanTests
{
    [Theory]
    [InlineData("0.0 0.0 K__, 0.5 0.5 ___, 2.0 2.0 K__, 3.0 3.0 ___", 2.0)]
    [InlineData("0.0 0.0 K__, 9.0 9.0 ___", 9.0)]
    public void LongestGap_IsTheLongestTimeWithoutAKeyframe(string packets, double seconds) =>
        Assert.Equal(seconds, KeyframeScan.Of(Answer(packets), stream: 1).LongestGap.TotalSeconds);

    [Theory]
    [InlineData("""{"streams": []}""")]
    [InlineData("""{"packets": []}""")]
    [InlineData("""{"packets": [{"stream_index": 1, "flags": "K__"}, {"stream_index": 0, "pts_time": "1.0", "flags": "K__"}]}""")]
    public void LongestGap_HasNoEnd_WhereNoPacketOfTheStreamTells(string answer) =>
        Assert.Equal(TimeSpan.MaxValue, KeyframeScan.Of(Encoding.ASCII.GetBytes(answer), stream: 1).LongestGap);

    [Theory]
    [InlineData("0.0 0.0 K__, 0.2 0.1 ___, 0.1 N/A ___", true)]
    [InlineData("0.0 0.0 K__, 0.3 0.1 ___, 0.1 0.2 ___", false)] // shown before it is decoded
    [InlineData("-0.1 -0.1 K_D, 0.0 0.0 ___", false)] // not to be shown
    public void CanBeCopied_WhereEveryPictureIsShown_AfterItIsDecoded(string packets, bool can) =>
        Assert.Equal(can, KeyframeScan.Of(Answer(packets), stream: 1).CanBeCopied);

    /// <summary>Three of four are stored after one that is shown later: two of those serve for no other. Fields may be half a picture each.</summary>
    [Theory]
    [InlineData("0.0 0.0 K__, 0.4 0.1 ___, 0.2 0.1 ___, 0.1 0.1 ___, 0.3 0.2 ___, 0.8 0.5 ___, 0.6 0.5 ___, 0.5 0.5 ___, 0.7 0.6 ___", "h264", "progressive", 4 / 9.0)]
    [InlineData("0.0 0.0 K__, 0.2 0.1 ___, 0.1 0.1 ___", "h264", "tt", 0)]
    [InlineData("0.0 0.0 K__, 0.2 0.1 ___, 0.1 0.1 ___", "h264", "unknown", 0)]
    [InlineData("0.0 0.0 K__, 0.2 0.1 ___, 0.1 0.1 ___", "hevc", "unknown", 2 / 9.0)]
    [InlineData("0.0 0.0 K__, 0.1 0.1 ___, 0.2 0.2 ___", "h264", "progressive", 0)]
    public void Disposable_IsTwoThirds_OfWhatIsStoredLate(string packets, string codec, string fields, double part) =>
        Assert.Equal(part, KeyframeScan.Of(Answer(packets, $$""", "streams": [{"index": 0, "codec_name": "aac"}, {"index": 1, "codec_name": "{{codec}}", "field_order": "{{fields}}"}]"""), stream: 1).Disposable, 1e-9);

    /// <summary>As ffprobe lists packets of a film with sound as stream 0.</summary>
    private static byte[] Answer(string packets, string streams = "") => Encoding.ASCII.GetBytes("""{"packets": [""" + string.Join(", ", packets.Split(", ").Select(packet => packet.Split(' ')).Select(packet =>
        $$"""{"stream_index": 0, "pts_time": "0.1", "dts_time": "0.2", "flags": "K_D"}, {"stream_index": 1, "pts_time": "{{packet[0]}}", "dts_time": "{{packet[1]}}", "flags": "{{packet[2]}}"}""")) + "]" + streams + "}");
}
