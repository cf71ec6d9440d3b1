using VideoIndex.Core;
using VideoIndex.Media;
using static VideoIndex.EndToEnd.Tests.Media.ReferenceFrames;

namespace VideoIndex.EndToEnd.Tests.Media;

/// <summary>Where most pictures need not be decoded the wanted ones are the same, to the byte, as when all are.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PacketFeedTests : IDisposable
{
    private static readonly WindowPlan Plan = new(TimeSpan.FromSeconds(10), 3);
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("film.mp4", true, "-c:v", "libx264", "-preset", "ultrafast", "-g", "10")]
    [InlineData("b-pictures.mp4", true, "-c:v", "libx264", "-preset", "superfast", "-bf", "4", "-x264-params", "keyint=10:b-adapt=0:b-pyramid=normal")]
    // Groups begin where no decoder can: what is left out are pictures that no other is made from.
    [InlineData("open.mkv", true, "-c:v", "libx264", "-preset", "superfast", "-x264-params", "open-gop=1:keyint=14:bframes=4:b-adapt=0")]
    [InlineData("little-by-little.mp4", false, "-c:v", "libx264", "-preset", "superfast", "-x264-params", "intra-refresh=1:keyint=10")]
    [InlineData("film.mkv", true, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "keyint=12:bframes=3:log-level=error")]
    [InlineData("film.webm", true, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-g", "10")]
    [InlineData("editor.mov", true, "-c:v", "mjpeg", "-q:v", "9")]
    [InlineData("tape.mkv", true, "-c:v", "mpeg2video", "-bf", "2", "-g", "12")]
    public async Task ReadAsync_GivesTheSameBytes_AsWhenEveryPictureIsDecoded(string name, bool isMostLeftOut, params string[] encoding)
    {
        MediaMaker.Film(_folder[name], 36.4, rate: 10, size: "1280x720", encoding: encoding);

        await AssertSameAsync(_folder[name], isMostLeftOut);
    }

    /// <summary>Pictures are counted by their last eight bits: over a gap of more than 128 a decoder would lose count.</summary>
    [Fact]
    public async Task ReadAsync_GivesTheSameBytes_WhereHundredsOfPicturesAreLeftOut()
    {
        MediaMaker.Film(_folder["fast.mp4"], 22, rate: 60, size: "640x360", encoding: ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "keyint=14:bframes=4:log-level=error"]);

        await AssertSameAsync(_folder["fast.mp4"], isMostLeftOut: true);
    }

    [Fact]
    public async Task ReadAsync_GivesTheSameBytes_WhereOnlyPicturesThatNoOtherIsMadeFromAreLeftOut()
    {
        MediaMaker.Film(_folder["one-group.mp4"], 60, rate: 10, size: "1280x720", encoding: ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "keyint=999:bframes=4:b-adapt=0:log-level=error"]);

        await AssertSameAsync(_folder["one-group.mp4"], isMostLeftOut: true);
    }

    [Fact]
    public async Task ReadAsync_GivesTheSameBytes_WhenResumed()
    {
        var path = _folder["film.mp4"];
        MediaMaker.Film(path, 64, rate: 10, size: "1280x720", encoding: ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "10"]);
        var whole = await ReadAsync(path, StubTool.KeepingFfmpeg(_folder));

        var rest = await ReadAsync(path, StubTool.KeepingFfmpeg(_folder), TimeSpan.FromSeconds(30));

        Assert.True(StubTool.Fed(_folder) < new FileInfo(path).Length * 2 / 5, $"{StubTool.Fed(_folder)} bytes");
        Assert.Equal(whole.Skip(3).SelectMany(window => window.Frames).Select(Bytes), rest.SelectMany(window => window.Frames).Select(Bytes));
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("ffmpeg \"$@\" | head -c 300000; exit 1")]
    [InlineData("exit 0")]
    [InlineData("ffmpeg \"$@\" | head -c 300000")]
    [InlineData("head -c 1000000 /dev/zero")]
    public async Task ReadAsync_ReadsTheMediaItself_WhenPacketsAreNotHandedOn(string insteadOfHandingOn)
    {
        var path = _folder["film.mp4"];
        MediaMaker.Film(path, 36, rate: 10, size: "1280x720", encoding: ["-c:v", "libx264", "-preset", "ultrafast", "-g", "10"]);

        var windows = await ReadAsync(path, StubTool.Ffmpeg(_folder, $"case \"$*\" in *'-c copy'*) {insteadOfHandingOn}; exit;; esac\nexec ffmpeg \"$@\""));

        Assert.Equal((await ReadAsync(path, StubTool.KeepingFfmpeg(_folder))).SelectMany(window => window.Frames).Select(Bytes), windows.SelectMany(window => window.Frames).Select(Bytes));
    }

    private async Task AssertSameAsync(string path, bool isMostLeftOut)
    {
        var sieved = await ReadAsync(path, StubTool.KeepingFfmpeg(_folder));
        var all = await ReadAsync(path, StubTool.Ffmpeg(_folder, "case \"$*\" in *'-c copy'*) exit 1;; esac\nexec ffmpeg \"$@\""));

        Assert.Equal(isMostLeftOut, StubTool.Fed(_folder) < new FileInfo(path).Length * 0.6);
        Assert.Equal(all.Select(window => window.Window), sieved.Select(window => window.Window));
        Assert.Equal(all.SelectMany(window => window.FrameTimes), sieved.SelectMany(window => window.FrameTimes));
        Assert.Equal(all.SelectMany(window => window.Frames).Select(Bytes), sieved.SelectMany(window => window.Frames).Select(Bytes));
    }

    private static Task<List<WindowFrames>> ReadAsync(string path, MediaOptions options, TimeSpan from = default) => FrameReaderTests.Read(path, Plan, from, null, options);
}
