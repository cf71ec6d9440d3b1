using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public sealed class PlaybackFormTests
{
    [Theory]
    [InlineData("mov,mp4,m4a,3gp,3g2,mj2", "h264", "yuv420p", "aac", DeliveryWay.AsItIs, "video/mp4")]
    [InlineData("mov,mp4,m4a,3gp,3g2,mj2", "h264", "yuv420p", null, DeliveryWay.AsItIs, "video/mp4")]
    [InlineData("mov,mp4,m4a,3gp,3g2,mj2", "h264", "yuv420p", "pcm_s16le", DeliveryWay.Repacked, "video/mp4")]
    [InlineData("mov,mp4,m4a,3gp,3g2,mj2", "h264", "yuv420p10le", "aac", DeliveryWay.Transcoded, "video/mp4")]
    [InlineData("mov,mp4,m4a,3gp,3g2,mj2", "hevc", "yuv420p", "aac", DeliveryWay.Transcoded, "video/mp4")]
    [InlineData("matroska,webm", "vp9", "yuv420p", "opus", DeliveryWay.AsItIs, "video/webm")]
    [InlineData("matroska,webm", "vp8", "yuv420p", "vorbis", DeliveryWay.AsItIs, "video/webm")]
    [InlineData("matroska,webm", "vp9", "gbrp", "opus", DeliveryWay.Transcoded, "video/x-matroska")]
    [InlineData("matroska,webm", "h264", "yuv420p", "ac3", DeliveryWay.Repacked, "video/x-matroska")]
    [InlineData("avi", "mpeg4", "yuv420p", "mp3", DeliveryWay.Transcoded, "video/x-msvideo")]
    [InlineData("mpegts", "h264", "yuv420p", "aac", DeliveryWay.Repacked, "video/mp2t")]
    public void ForBrowsers_HandsOutOnlyWhatAllOfThemPlay(string container, string video, string pixels, string? audio, DeliveryWay way, string type)
    {
        var form = new PlaybackForm(container, 0, video, pixels, audio);
        Assert.Equal((way, type), (form.ForBrowsers, form.ContentType));
    }

    [Theory]
    [InlineData("packet,12.000000,K__\n", 12.0)]
    [InlineData("packet,0.083333,K_\n", 0.083333)]
    [InlineData("packet,12.000000,___\n", null)]
    [InlineData("packet,N/A,K__\n", null)]
    [InlineData("", null)]
    public void KeyPictureAt_ReadsAPacket(string answer, double? seconds) => Assert.Equal(seconds, MediaDelivery.KeyPictureAt(answer)?.TotalSeconds);
}
