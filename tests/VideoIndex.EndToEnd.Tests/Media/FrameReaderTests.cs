using VideoIndex.Core;
using VideoIndex.Media;
using static VideoIndex.EndToEnd.Tests.Media.ReferenceFrames;

namespace VideoIndex.EndToEnd.Tests.Media;

public sealed class FrameReaderTests
{
    private static readonly WindowPlan Plan = new(TimeSpan.FromSeconds(10), 3);
    private static readonly MediaOptions Options = new();

    public static TheoryData<string> Films => ["film.mp4", "film.mkv", "film.webm", "film.ts", "film.avi", "film.mov", "film.flv", "film.mpg", "film.wmv", "film.ogv", "film.mxf"];

    [Theory]
    [MemberData(nameof(Films))]
    public async Task ReadAsync_GivesThePictureOnDisplay_ForEveryContainer(string name)
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder[name];
        MediaMaker.Film(path, 23.4, encoding: EncodingOf(name));

        await AssertPicturesOnDisplay(path);
    }

    [Theory]
    [InlineData("clips/big_buck_bunny_0_30.webm")]
    [InlineData("clips/car-detection.mp4")]
    [InlineData("clips/flipping_a_pancake.mkv")]
    [InlineData("clips/stream-of-water.mp4")]
    [InlineData("edge/dolbyVision-hdr.MOV")]
    [InlineData("edge/hevc.ts")]
    [InlineData("edge/internal_emulator_transformer_output_180_rotated.mp4")]
    [InlineData("edge/rotate-buck-bunny.mp4")]
    [InlineData("edge/sample_edit_list.mp4")]
    [InlineData("edge/sample_portrait.mp4")]
    [InlineData("edge/sample_sef_slow_motion.mp4")]
    [InlineData("edge/sample_with_ass_subtitles.mkv")]
    [InlineData("edge/sar_2x1.mp4")]
    [InlineData("malformed/missing-keyframe-labels.ts")]
    [InlineData("malformed/sample_with_junk.ts")]
    public async Task ReadAsync_GivesThePictureOnDisplay_ForRealFiles(string name) =>
        await AssertPicturesOnDisplay(TestFolders.Shared("media", name));

    [Fact]
    public async Task ReadAsync_GivesThePictureOnDisplay_WhenTheRateVaries()
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder["varies.mkv"];
        // Pictures stand for up to nine seconds, then come thick.
        MediaMaker.Film(path, 33, encoding: ["-vf", "select='if(between(t,4,13),0,if(between(t,20,24),1,not(mod(n,17))))'", "-fps_mode", "passthrough", "-c:v", "libx264"]);

        await AssertPicturesOnDisplay(path);
    }

    [Theory]
    [InlineData("film.mp4")]
    [InlineData("film.mkv")]
    [InlineData("film.webm")]
    [InlineData("film.ts")]
    [InlineData("film.avi")]
    public async Task ReadAsync_GivesTheSameBytes_WhenResumed(string name)
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder[name];
        MediaMaker.Film(path, 64.5, encoding: EncodingOf(name));
        var whole = await Read(path, Plan, TimeSpan.Zero);
        Assert.Equal(7, whole.Count);

        for (var first = 1; first < whole.Count; first++)
        {
            var rest = await Read(path, Plan, whole[first].Window.Start);
            Assert.Equal(whole.Skip(first).Select(window => window.Window), rest.Select(window => window.Window));
            Assert.Equal(whole.Skip(first).SelectMany(window => window.Frames).Select(Bytes), rest.SelectMany(window => window.Frames).Select(Bytes));
        }
    }

    [Fact]
    public async Task ReadAsync_GivesTheSameBytes_WhenResumedInAStreamOfOpenGroups()
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder["open.mp4"];
        MediaMaker.Film(path, 55, encoding: ["-c:v", "libx264", "-x264-params", "open-gop=1:keyint=75:bframes=8:b-adapt=0:intra-refresh=0"]);
        var whole = await Read(path, Plan, TimeSpan.Zero);

        var rest = await Read(path, Plan, TimeSpan.FromSeconds(30));

        Assert.Equal(whole.Skip(3).SelectMany(window => window.Frames).Select(Bytes), rest.SelectMany(window => window.Frames).Select(Bytes));
    }

    [Fact]
    public async Task ReadAsync_RepeatsTheStandingPicture_WhenSoundGoesOn()
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder["slides.mkv"];
        MediaMaker.Run("-f", "lavfi", "-i", "testsrc2=s=160x90:r=1:d=12", "-f", "lavfi", "-i", "sine=d=41", "-c:v", "libx264", "-c:a", "aac", "-y", "file:" + path);
        var probe = await new MediaProber(Options).ProbeAsync(path, TestContext.Current.CancellationToken) with { Duration = TimeSpan.FromSeconds(41) };

        var windows = await Read(path, Plan, TimeSpan.Zero, probe);

        AssertCovers(windows, TimeSpan.FromSeconds(12), tolerance: 0.1);
        Assert.All(windows, window => Assert.Equal(3, window.Frames.Count));
    }

    [Fact]
    public async Task ReadAsync_GivesTheRealEnd_WhenTheHeaderTellsAHundredHours()
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder["short.mp4"];
        MediaMaker.Film(path, 2);
        var probe = await new MediaProber(Options).ProbeAsync(path, TestContext.Current.CancellationToken);

        var windows = await Read(path, Plan, TimeSpan.Zero, probe with { Duration = TimeSpan.FromHours(100) });

        var window = Assert.Single(windows);
        Assert.Equal(TimeRange.FromMs(0, 2000), window.Window);
        Assert.Equal(3, window.Frames.Count);
    }

    [Theory]
    [InlineData(1.0, 1)]
    [InlineData(10.5, 1)]
    [InlineData(11.2, 2)]
    [InlineData(26.0, 3)]
    // All three frames of a third window are there, and still its 0.9 s are too short for one.
    [InlineData(2.9, 2, 1)]
    public async Task ReadAsync_CoversTheRealLengthOnce_WhenTheStreamEndsEarly(double seconds, int expected, double windowSeconds = 10)
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder["early.mp4"];
        MediaMaker.Film(path, seconds);
        var probe = await new MediaProber(Options).ProbeAsync(path, TestContext.Current.CancellationToken);

        var windows = await Read(path, Plan with { WindowLength = TimeSpan.FromSeconds(windowSeconds) }, TimeSpan.Zero, probe with { Duration = TimeSpan.FromSeconds(60) });

        AssertCovers(windows, TimeSpan.FromSeconds(seconds), tolerance: 0.05);
        Assert.Equal(expected, windows.Count);
    }

    [Fact]
    public async Task ReadAsync_GoesOnFromAStandingPicture_WhenResumedBehindIt()
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder["stands.mkv"];
        // One picture at 0 and one at 40 s: the first stands through four windows.
        MediaMaker.Film(path, 41, rate: 1, encoding: ["-vf", "select='eq(n,0)+eq(n,40)'", "-fps_mode", "passthrough", "-c:v", "libx264"]);
        var whole = await Read(path, Plan, TimeSpan.Zero);

        var rest = await Read(path, Plan, TimeSpan.FromSeconds(30));

        Assert.Equal(whole.Skip(3).SelectMany(window => window.Frames).Select(Bytes), rest.SelectMany(window => window.Frames).Select(Bytes));
        Assert.NotEmpty(rest);
    }

    [Fact]
    public async Task ReadAsync_KeepsSizeAndCount_WhenTheStreamChangesItsSize()
    {
        using var folder = TestFolders.NewTemporary();
        MediaMaker.Film(folder["a.ts"], 12, size: "320x180", encoding: ["-c:v", "mpeg2video"]);
        MediaMaker.Film(folder["b.ts"], 12, size: "640x480", encoding: ["-c:v", "mpeg2video", "-output_ts_offset", "12"]);
        var path = folder["both.ts"];
        await using (var both = File.Create(path))
        {
            both.Write(await File.ReadAllBytesAsync(folder["a.ts"], TestContext.Current.CancellationToken));
            both.Write(await File.ReadAllBytesAsync(folder["b.ts"], TestContext.Current.CancellationToken));
        }

        var windows = await Read(path, Plan, TimeSpan.Zero);

        AssertCovers(windows, TimeSpan.FromSeconds(24), tolerance: 1.5);
        Assert.All(windows.SelectMany(window => window.Frames), frame => Assert.Equal((320, 180), (frame.Width, frame.Height)));
        Assert.Equal(windows.Count * 3, windows.SelectMany(window => window.Frames).Select(Bytes).Distinct().Count());
    }

    [Fact]
    public async Task ReadAsync_FailsWithPartialFile_WhenTheFileIsCutOff()
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder["copying.mp4"];
        MediaMaker.Film(path, 40, encoding: ["-c:v", "libx264", "-movflags", "+faststart"]);
        await using (var file = File.OpenWrite(path))
            file.SetLength(file.Length * 6 / 10);

        var error = await Assert.ThrowsAsync<VideoIndexException>(() => Read(path, Plan, TimeSpan.Zero));

        Assert.Equal(ErrorCodes.PartialFile, error.Code);
    }

    [Fact]
    public async Task ReadAsync_ScalesDown_WhenPicturesAreLarge()
    {
        var windows = await Read(TestFolders.Shared("media", "edge", "8k24fps_300ms.mp4"), Plan, TimeSpan.Zero);

        Assert.All(windows.SelectMany(window => window.Frames), frame => Assert.Equal((1024, 576, 1024 * 576 * 3), (frame.Width, frame.Height, frame.Rgb.Length)));
    }

    [Fact]
    public async Task ReadAsync_LeavesNoProcess_WhenTheReaderStopsEarly()
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder["film.mp4"];
        MediaMaker.Film(path, 60);
        var probe = await new MediaProber(Options).ProbeAsync(path, TestContext.Current.CancellationToken);

        await foreach (var window in new FrameReader(Options).ReadAsync(path, probe, Plan, TimeSpan.Zero, TestContext.Current.CancellationToken))
        {
            Assert.Equal(TimeSpan.Zero, window.Window.Start);
            break;
        }

        Assert.DoesNotContain(ProcessList.CommandLines(), line => line.Contains(path, StringComparison.Ordinal));
    }

    internal static async Task<List<WindowFrames>> Read(string path, WindowPlan plan, TimeSpan from, MediaProbe? probe = null, MediaOptions? options = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        options ??= Options;
        probe ??= await new MediaProber(options).ProbeAsync(path, cancel);
        var windows = new List<WindowFrames>();
        await foreach (var window in new FrameReader(options).ReadAsync(path, probe, plan, from, cancel))
            windows.Add(window);
        return windows;
    }

    internal static void AssertCovers(IReadOnlyList<WindowFrames> windows, TimeSpan duration, double tolerance = 0.0001)
    {
        Assert.Equal(TimeSpan.Zero, windows[0].Window.Start);
        for (var i = 1; i < windows.Count; i++)
            Assert.Equal(windows[i - 1].Window.End, windows[i].Window.Start);
        Assert.Equal(duration.TotalSeconds, windows[^1].Window.End.TotalSeconds, tolerance);
        Assert.All(windows, window => Assert.True(window.Window.Length > TimeSpan.Zero));
    }

    // What ffmpeg, told to turn pictures itself and to give all up to a time, gives last.
    private static async Task AssertPicturesOnDisplay(string path)
    {
        var options = Options with { LongestEdge = 160 };
        var probe = await new MediaProber(options).ProbeAsync(path, TestContext.Current.CancellationToken);
        var windows = await Read(path, Plan, TimeSpan.Zero, probe, options);

        AssertCovers(windows, probe.Duration);
        AssertOnDisplay(path, probe, [.. windows.SelectMany(window => window.FrameTimes)], [.. windows.SelectMany(window => window.Frames)]);
    }
}
