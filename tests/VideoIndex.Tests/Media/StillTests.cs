using System.Text;
using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

/// <summary>What is known of a still before a pixel of it is decoded.</summary>
public sealed class StillTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000000D", "png_pipe")]
    [InlineData("FFD8FFE000104A4649460001", "jpeg_pipe")]
    [InlineData("52494646C600000057454250", "webp_pipe")]
    public void Recognise_NamesTheDemuxer_ByTheFirstBytes(string start, string demuxer) =>
        Assert.Equal(demuxer, StillFormat.Recognise(Convert.FromHexString(start))!.Demuxer);

    [Theory]
    [InlineData("")]
    [InlineData("89504E47")]
    [InlineData("52494646C600000041564920")]
    [InlineData("474946383961010001000000")]
    [InlineData("000000186674797069736F6D")]
    [InlineData("52494646C6000000574542")]
    public void Recognise_KnowsNothingElse(string start) => Assert.Null(StillFormat.Recognise(Convert.FromHexString(start)));

    [Fact]
    public void Parse_ReadsSizeAndOrientation_OfARecordedAnswer()
    {
        var layout = StillLayout.Parse(Encoding.UTF8.GetBytes("""
            {"frames":[{"media_type":"video","stream_index":0,"width":64,"height":32,"pix_fmt":"yuvj420p","sample_aspect_ratio":"1:1","tags":{"Orientation":"    6"},
            "side_data_list":[{"side_data_type":"3x3 displaymatrix","displaymatrix":"\n00000000:            0       65536           0\n00000001:       -65536           0           0\n00000002:            0           0  1073741824\n","rotation":-90}]}]}
            """))!;
        Assert.Equal(new FrameSize(64, 32), layout.Stored);
        Assert.Equal(Orientation.QuarterTurnClockwise, layout.Orientation);
        Assert.Equal(new FrameSize(32, 64), layout.Upright);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"frames":[]}""")]
    [InlineData("""{"frames":[{"width":0,"height":3}]}""")]
    [InlineData("""{"frames":[{"width":"x","height":3}]}""")]
    [InlineData("""{"frames":[{"width":9999999999,"height":3}]}""")]
    public void Parse_GivesNothing_ForWhatDescribesNoPicture(string answer) => Assert.Null(StillLayout.Parse(Encoding.UTF8.GetBytes(answer)));

    [Fact]
    public void OnWhite_LaysWhatIsTransparentOnWhite() =>
        Assert.Equal([10, 20, 30, 255, 255, 255, 128, 128, 178], ImageReader.OnWhite([10, 20, 30, 255, 0, 0, 0, 0, 1, 1, 101, 128]));
}
