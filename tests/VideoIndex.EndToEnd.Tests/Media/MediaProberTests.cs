using System.Diagnostics;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.EndToEnd.Tests.Media;

public sealed class MediaProberTests
{
    private static readonly WindowPlan Plan = new(TimeSpan.FromSeconds(10), 3);

    [Theory]
    [InlineData("video_rotation_90.mp4", 60, 100)]
    [InlineData("sar_2x1.mp4", 1280, 360)]
    [InlineData("decord_video_270.mov", 320, 568)]
    [InlineData("internal_emulator_transformer_output_180_rotated.mp4", 1280, 720)]
    [InlineData("bear-vp9-odd-dimensions.webm", 161, 121)]
    public async Task ProbeAsync_TellsTheUprightSize_WhenTurnedOrStretched(string name, int width, int height)
    {
        var probe = await Probe(TestFolders.Shared("media", "edge", name));

        Assert.Equal((width, height), (probe.Width, probe.Height));
    }

    [Fact]
    public async Task ProbeAsync_FindsTheLength_WhenTheHeaderDoesNotTell()
    {
        var probe = await Probe(TestFolders.Shared("media", "malformed", "no_duration.webm"));

        Assert.Equal(4.938, probe.Duration.TotalSeconds, 0.01);
    }

    [Fact]
    public async Task ProbeAsync_ReadsChaptersAndTextSubtitles()
    {
        var chapters = await Probe(TestFolders.Shared("media", "edge", "sample_with_chapters.mp4"));
        var subtitles = await Probe(TestFolders.Shared("media", "clips", "nasa_13013.mp4"));
        var pictures = await Probe(TestFolders.Shared("media", "edge", "sample_with_pgs_subtitles.mkv"));

        Assert.Equal(["Chapter 1", "Chapter 2", "Chapter 3"], chapters.Chapters.Select(cue => cue.Text));
        Assert.Equal([new SubtitleStream(2, "mov_text", "eng"), new SubtitleStream(5, "mov_text", "eng")], subtitles.Subtitles);
        Assert.Empty(pictures.Subtitles);
    }

    [Fact]
    public async Task ProbeAsync_TakesTheFilm_WhenACoverPictureComesWithIt()
    {
        using var folder = TestFolders.NewTemporary();
        MediaMaker.Film(folder["film.mp4"], 3);
        MediaMaker.Run("-f", "lavfi", "-i", "color=red:s=600x600", "-frames:v", "1", "-y", folder["cover.png"]);
        MediaMaker.Run("-i", folder["cover.png"], "-i", folder["film.mp4"], "-map", "0", "-map", "1", "-c", "copy", "-disposition:v:0", "attached_pic", "-y", folder["both.mp4"]);
        MediaMaker.Run("-f", "lavfi", "-i", "sine=d=2", "-i", folder["cover.png"], "-map", "0", "-map", "1", "-c:v", "copy", "-c:a", "aac",
            "-disposition:v:0", "attached_pic", "-y", folder["song.mp4"]);

        Assert.Equal("h264", (await Probe(folder["both.mp4"])).VideoCodec);
        await AssertRefused(folder["song.mp4"], ErrorCodes.NoVideoStream);
    }

    [Fact]
    public async Task ProbeAsync_RefusesPlaylists_ThatBearAVideosName()
    {
        using var folder = TestFolders.NewTemporary();
        MediaMaker.Film(folder["secret.ts"], 2, encoding: ["-c:v", "mpeg2video"]);
        foreach (var (name, text) in new[]
        {
            ("hls.mp4", $"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:2.0,\n{folder["secret.ts"]}\n#EXT-X-ENDLIST\n"),
            ("concat.mkv", "ffconcat version 1.0\nfile secret.ts\n"),
            ("session.avi", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n"),
            ("dash.mov", $"<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><AdaptationSet><Representation id=\"1\"><BaseURL>{folder["secret.ts"]}</BaseURL></Representation></AdaptationSet></Period></MPD>"),
        })
        {
            await File.WriteAllTextAsync(folder[name], text, TestContext.Current.CancellationToken);
            await AssertRefused(folder[name], ErrorCodes.NotMedia);
        }
    }

    [Theory]
    [InlineData("concat:a.ts|b.ts.ts")]
    [InlineData("-y.ts")]
    [InlineData("http:x.ts")]
    [InlineData("a b\n\t\"<script>&%41#?[%03d.ts")]
    public async Task ProbeAsync_OpensJustTheFile_WhateverItsName(string name)
    {
        using var folder = TestFolders.NewTemporary();
        MediaMaker.Film(folder["plain.ts"], 2, encoding: ["-c:v", "mpeg2video"]);
        File.Move(folder["plain.ts"], folder[name]);

        Assert.Null(await Verdict(folder[name]));
    }

    [Fact]
    public async Task ProbeAsync_RefusesInTime_WhatIsNoFilm()
    {
        using var folder = TestFolders.NewTemporary();
        MediaMaker.Run("-f", "lavfi", "-i", "color=red:s=60x60", "-frames:v", "1", "-f", "image2", "-c:v", "png", "-y", folder["picture.mp4"]);
        MediaMaker.Run("-f", "lavfi", "-i", "color=black:s=15000x15000:r=5:d=0.2", "-c:v", "mjpeg", "-y", folder["bomb.mkv"]);
        MediaMaker.Run("-f", "lavfi", "-i", "testsrc2=s=64x64:d=1", "-c:v", "magicyuv", "-y", folder["magic.avi"]);
        var random = new byte[4 << 20];
        new Random(7).NextBytes(random);
        await File.WriteAllBytesAsync(folder["random.mp4"], random, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["empty.mp4"], "", TestContext.Current.CancellationToken);
        MediaMaker.Film(folder["cut.mp4"], 3);
        await using (var cut = File.OpenWrite(folder["cut.mp4"]))
            cut.SetLength(cut.Length / 2);
        Process.Start("mkfifo", [folder["pipe.mp4"]]).WaitForExit();
        var watch = Stopwatch.StartNew();

        await AssertRefused(folder["picture.mp4"], ErrorCodes.NotMedia);
        await AssertRefused(folder["bomb.mkv"], ErrorCodes.TooManyPixels);
        Assert.Contains("`magicyuv`", (await AssertRefused(folder["magic.avi"], ErrorCodes.NotMedia)).Message, StringComparison.Ordinal);
        await AssertRefused(folder["random.mp4"], ErrorCodes.NotMedia);
        await AssertRefused(folder["empty.mp4"], ErrorCodes.EmptyFile);
        await AssertRefused(folder["cut.mp4"], ErrorCodes.PartialFile);
        await AssertRefused(folder["pipe.mp4"], ErrorCodes.UnreadableFile);
        await AssertRefused(folder["gone.mp4"], ErrorCodes.UnreadableFile);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 30);
    }

    [Fact]
    public async Task ProbeAsync_SaysWhatToInstall_WhenFfprobeIsMissing()
    {
        using var folder = TestFolders.NewTemporary();
        MediaMaker.Film(folder["film.mp4"], 1);

        var error = await Assert.ThrowsAsync<VideoIndexException>(() =>
            new MediaProber(new MediaOptions { FfprobePath = "no-such-ffprobe" }).ProbeAsync(folder["film.mp4"], TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCodes.FfmpegMissing, error.Code);
    }

    [Fact]
    public void Find_TellsTheVersion_OfTheInstalledFfmpeg()
    {
        var found = FfmpegLocator.Find(new MediaOptions());

        Assert.True(char.IsAsciiDigit(found.Version[0]), found.Version);
        Assert.True(Path.IsPathFullyQualified(found.FfmpegPath) && Path.IsPathFullyQualified(found.FfprobePath));
        Assert.Empty(found.Warnings);
    }

    private static Task<MediaProbe> Probe(string path) => new MediaProber(new MediaOptions()).ProbeAsync(path, TestContext.Current.CancellationToken);

    private static async Task<VideoIndexException> AssertRefused(string path, string code)
    {
        var error = await Assert.ThrowsAsync<VideoIndexException>(() => Probe(path));
        Assert.True(code == error.Code, $"{Path.GetFileName(path)}: {error.Code}: {error.Message}");
        Assert.DoesNotContain(error.Message, char.IsControl);
        return error;
    }

    // Null when its windows cover it once, else the code of the refusal.
    private static async Task<string?> Verdict(string path)
    {
        try
        {
            var probe = await Probe(path);
            var windows = await FrameReaderTests.Read(path, Plan, TimeSpan.Zero, probe);
            FrameReaderTests.AssertCovers(windows, windows[^1].Window.End);
            Assert.True(windows[^1].Window.End <= probe.Duration, path);
            Assert.All(windows, window => Assert.Equal(3, window.Frames.Count));
            return null;
        }
        catch (VideoIndexException e)
        {
            Assert.False(string.IsNullOrWhiteSpace(e.Message));
            return e.Code;
        }
    }
}
