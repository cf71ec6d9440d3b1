using VideoIndex.Core;
using VideoIndex.Media;
using static VideoIndex.EndToEnd.Tests.Media.ReferenceFrames;

namespace VideoIndex.EndToEnd.Tests.Media;

/// <summary>Reading keyframes alone: which pictures come, at which times, and where it is left for reading every picture.</summary>
public sealed class KeyframePlanTests : IDisposable
{
    private static readonly WindowPlan Full = new(TimeSpan.FromSeconds(10), 3);
    private static readonly WindowPlan Keyframes = Full with { Frames = FramePlan.Keyframes };
    private static readonly WindowPlan Auto = Full with { Frames = FramePlan.Auto };
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("film.mp4")]
    [InlineData("film.mkv")]
    [InlineData("film.ts")]
    public async Task KeyframesPlan_GivesWholePictures_WithTheirOwnTimes(string name)
    {
        var path = _folder[name];
        MediaMaker.Film(path, 34, encoding: ["-c:v", "libx264", "-g", "25", "-keyint_min", "25", "-sc_threshold", "0"]);

        var windows = await ReadAsync(path, Keyframes);

        Assert.Equal([0L, 10_000, 20_000, 30_000], windows.Select(window => window.Window.StartMs));
        Assert.Equal(34_000, windows[^1].Window.EndMs, 200.0);
        Assert.All(windows.SkipLast(1), window => Assert.Equal(4, window.Frames.Count));
        Assert.All(windows, window => Assert.Equal(FramePlan.Keyframes, window.FramePlan));
        Assert.All(windows, window => Assert.All(window.FrameTimes, time => Assert.InRange(time, window.Window.Start, window.Window.End)));
        // A keyframe stands each second: the time told must be its own, and the picture the one on display then.
        Assert.All(windows.SelectMany(window => window.FrameTimes), time => Assert.Equal(0, Math.Abs((time.TotalSeconds + 0.5) % 1 - 0.5), 0.1));
        var exact = await ReadPicturesAsync(path, [.. windows.SelectMany(window => window.FrameTimes)]);
        Assert.Equal(exact, windows.SelectMany(window => window.Frames).Select(Bytes));
    }

    [Fact]
    public async Task KeyframesPlan_GivesTheSame_WhenResumed()
    {
        var path = _folder["film.mp4"];
        MediaMaker.Film(path, 65, encoding: ["-c:v", "libx264", "-g", "25", "-keyint_min", "25", "-sc_threshold", "0"]);
        var whole = await ReadAsync(path, Keyframes);

        var rest = await ReadAsync(path, Keyframes, TimeSpan.FromSeconds(40));

        Assert.Equal(whole.Skip(4).Select(window => window.Window), rest.Select(window => window.Window));
        Assert.Equal(whole.Skip(4).SelectMany(window => window.FrameTimes), rest.SelectMany(window => window.FrameTimes));
        Assert.Equal(whole.Skip(4).SelectMany(window => window.Frames).Select(Bytes), rest.SelectMany(window => window.Frames).Select(Bytes));
    }

    [Fact]
    public async Task AutoPlan_ReadsNoPictureBetweenKeyframes_AtTheEndEither()
    {
        var path = _folder["film.mp4"];
        MediaMaker.Film(path, 60, size: "640x360", encoding: ["-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-keyint_min", "50", "-sc_threshold", "0"]);

        foreach (var frames in new[] { 1, 2, 3 })
            Assert.All(await ReadAsync(path, Auto with { FramesPerWindow = frames }), window => Assert.Equal((FramePlan.Keyframes, frames), (window.FramePlan, window.Frames.Count)));
    }

    [Fact]
    public async Task AutoPlan_LooksAtAShortShot_ThatNoEvenSpacingWouldMeet()
    {
        var path = _folder["cut.mp4"];
        // Blue from 6 s to 7 s of 60 s of testsrc2, a keyframe each second.
        MediaMaker.Film(path, 60, size: "640x360", encoding: ["-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-keyint_min", "25", "-sc_threshold", "0",
            "-vf", "drawbox=t=fill:color=blue:enable='between(t,5.98,6.97)'"]);

        Assert.Contains((await ReadAsync(path, Auto))[0].FrameTimes, time => Math.Abs(time.TotalSeconds - 6) < 0.1);
    }

    [Fact]
    public async Task AutoPlan_TakesFramesOfAShortClip_AsFarApartAsOfAFilm()
    {
        var path = _folder["clip.mp4"];
        MediaMaker.Film(path, 5);

        var window = Assert.Single(await ReadAsync(path, Auto));

        Assert.Equal([1.25, 3.75], window.FrameTimes.Select(time => Math.Round(time.TotalSeconds, 2)));
        Assert.Equal(await ReadPicturesAsync(path, window.FrameTimes), window.Frames.Select(Bytes));
    }

    [Fact]
    public async Task AutoPlan_ReadsEveryPicture_WhenTheOnlyKeyframeIsTheFirst()
    {
        var path = _folder["one.mp4"];
        MediaMaker.Film(path, 50, size: "640x360", encoding: ["-c:v", "libx264", "-preset", "ultrafast", "-g", "10000", "-sc_threshold", "0"]);

        var windows = await ReadAsync(path, Auto);

        Assert.All(windows, window => Assert.Equal(FramePlan.Full, window.FramePlan));
        Assert.Equal((await ReadAsync(path, Full)).SelectMany(window => window.Frames).Select(Bytes), windows.SelectMany(window => window.Frames).Select(Bytes));
    }

    [Fact]
    public async Task AutoPlan_LeavesOutPicturesThatNoOtherNeeds_AndShowsTheOneBefore()
    {
        var path = _folder["between.mp4"];
        MediaMaker.Film(path, 45, size: "640x360", encoding: ["-c:v", "libx264", "-preset", "ultrafast", "-g", "10000", "-sc_threshold", "0", "-bf", "2", "-x264-params", "b-adapt=0:b-pyramid=none"]);

        var windows = await ReadAsync(path, Auto);

        Assert.Equal([.. Full.Cut(TimeSpan.FromSeconds(45))], windows.Select(window => window.Window));
        var times = windows.SelectMany(window => window.FrameTimes).ToList();
        Assert.Equal(15, times.Count);
        var allowed = new[] { 0, 1, 2 }.Select(before => ReadPicturesAsync(path, [.. times.Select(time => time - before * TimeSpan.FromMilliseconds(40))]));
        var shown = (await Task.WhenAll(allowed)).Select(pictures => pictures.ToList()).ToList();
        Assert.All(windows.SelectMany(window => window.Frames).Select(Bytes), (picture, i) => Assert.Contains(picture, shown.Select(pictures => pictures[i])));
        Assert.NotEqual(shown[0], windows.SelectMany(window => window.Frames).Select(Bytes));
    }

    [Fact]
    public async Task AutoPlan_ReadsEveryPicture_FromWhereKeyframesBecomeRare()
    {
        var path = _folder["mixed.mp4"];
        MediaMaker.Film(path, 75, size: "640x360", encoding:
            ["-c:v", "libx264", "-preset", "ultrafast", "-g", "10000", "-sc_threshold", "0", "-force_key_frames", "expr:lt(t,38)*gte(t,n_forced)"]);

        var windows = await ReadAsync(path, Auto);

        Assert.Equal([.. Full.Cut(TimeSpan.FromSeconds(75))], windows.Select(window => window.Window));
        Assert.Equal(FramePlan.Keyframes, windows[0].FramePlan);
        Assert.Equal(FramePlan.Full, windows[^1].FramePlan);
        Assert.All(windows, window => Assert.NotEmpty(window.Frames));
        var full = await ReadAsync(path, Full);
        Assert.Equal(full.TakeLast(3).SelectMany(window => window.Frames).Select(Bytes), windows.TakeLast(3).SelectMany(window => window.Frames).Select(Bytes));
    }

    [Fact]
    public async Task KeyframesPlan_GivesTheRealEnd_WhenTheHeaderTellsTooMuch()
    {
        var path = _folder["short.mp4"];
        MediaMaker.Film(path, 12, encoding: ["-c:v", "libx264", "-g", "25"]);
        var probe = await ProbeAsync(path) with { Duration = TimeSpan.FromMinutes(3) };

        var windows = await ReadAsync(path, Keyframes, probe: probe);

        Assert.Equal([TimeRange.FromMs(0, 10_000), TimeRange.FromMs(10_000, 12_000)], windows.Select(window => window.Window));
    }

    private static Task<List<WindowFrames>> ReadAsync(string path, WindowPlan plan, TimeSpan from = default, MediaProbe? probe = null) =>
        FrameReaderTests.Read(path, plan, from, probe);
}
