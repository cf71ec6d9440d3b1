using VideoIndex.Core;
using VideoIndex.Media;
using static VideoIndex.EndToEnd.Tests.Media.ReferenceFrames;

namespace VideoIndex.EndToEnd.Tests.Media;

/// <summary>Keyframes that one ffmpeg hands on to another: the same pictures and times, fewer of them decoded, and what happens when that goes wrong.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeyframeFeedTests : IDisposable
{
    private static readonly WindowPlan Plan = new(TimeSpan.FromSeconds(10), 3) { Frames = FramePlan.Keyframes };
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("film.mp4")]
    [InlineData("film.mkv")]
    [InlineData("film.mov")]
    public async Task HandedOn_KeyframesAreThePicturesOnDisplay_AtTheTimesTold(string name)
    {
        var path = KeyframeEachSecond(name);

        var windows = await ReadAsync(path, Plan, StubTool.KeepingFfmpeg(_folder));

        Assert.Contains("noise=drop", StubTool.Calls(_folder), StringComparison.Ordinal);
        Assert.Equal([0L, 10_000, 20_000], windows.Select(window => window.Window.StartMs));
        Assert.All(windows.SkipLast(1), window => Assert.Equal(3, window.Frames.Count));
        var times = windows.SelectMany(window => window.FrameTimes).ToList();
        Assert.All(times, time => Assert.Equal(0, Math.Abs((time.TotalSeconds + 0.5) % 1 - 0.5), 0.002));
        Assert.Equal(await ReadPicturesAsync(path, [.. times.Select(time => time + TimeSpan.FromMilliseconds(2))]), windows.SelectMany(window => window.Frames).Select(Bytes));
    }

    [Fact]
    public async Task HandedOn_OfPicturesThatAreAllKeyframes_FewAreDecoded_AndTheMiddleOnesShown()
    {
        var path = Editor(25);

        var windows = await ReadAsync(path, Plan with { FramesPerWindow = 1 }, StubTool.KeepingFfmpeg(_folder));

        // Before the last window, which tells where the film ends, one picture each 10 s.
        Assert.InRange(StubTool.Fed(_folder), 1, new FileInfo(path).Length / 4);
        Assert.Equal([5, 15, 22], windows.Select(window => Math.Floor(window.FrameTimes.Single().TotalSeconds + 0.05)));
        Assert.Equal(
            await ReadPicturesAsync(path, [.. windows.Select(window => window.FrameTimes[0] + TimeSpan.FromMilliseconds(2))]), windows.Select(window => Bytes(window.Frames[0])));
    }

    /// <summary>What stands before the reading begins must not decide which keyframes are chosen.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HandedOn_GivesTheSame_WhenResumed(bool areAllKeyframes)
    {
        var path = areAllKeyframes ? Editor(46) : KeyframeEachSecond("film.mp4", seconds: 46);
        var whole = await ReadAsync(path, Plan, StubTool.KeepingFfmpeg(_folder));

        var rest = await ReadAsync(path, Plan, StubTool.KeepingFfmpeg(_folder), TimeSpan.FromSeconds(30));

        Assert.Contains("-ss 20 ", StubTool.Calls(_folder), StringComparison.Ordinal);
        Assert.Equal(whole.Skip(3).SelectMany(window => window.FrameTimes), rest.SelectMany(window => window.FrameTimes));
        Assert.Equal(whole.Skip(3).SelectMany(window => window.Frames).Select(Bytes), rest.SelectMany(window => window.Frames).Select(Bytes));
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("ffmpeg \"$@\" | head -c 700000; exit 1")]
    [InlineData("exit 0")]
    public async Task ReadAsync_ReadsTheMediaItself_FromWhereNothingIsHandedOn(string insteadOfHandingOn)
    {
        var path = KeyframeEachSecond("film.mkv");
        var options = StubTool.Ffmpeg(_folder, $"case \"$*\" in *noise=drop*) {insteadOfHandingOn};; esac\nexec ffmpeg \"$@\"");

        var windows = await ReadAsync(path, Plan, options);

        Assert.Equal([0L, 10_000, 20_000], windows.Select(window => window.Window.StartMs));
        Assert.All(windows, window => Assert.NotEmpty(window.Frames));
    }

    [Fact]
    public async Task ReadAsync_SaysThatAFileIsCutOff_WhenItsKeyframesAreHandedOn()
    {
        var path = KeyframeEachSecond("film.mkv");
        var probe = await ProbeAsync(path);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
            file.SetLength(file.Length * 2 / 3 + 7);

        var error = await Assert.ThrowsAsync<VideoIndexException>(() => FrameReaderTests.Read(path, Plan, TimeSpan.Zero, probe, StubTool.KeepingFfmpeg(_folder)));

        Assert.Equal(ErrorCodes.PartialFile, error.Code);
    }

    [Fact]
    public async Task ReadAsync_LeavesNoProcess_WhenTheReaderStopsInTheMiddle()
    {
        var path = KeyframeEachSecond("film.mp4");
        var mark = Random.Shared.Next(100_000, 999_999);
        var options = StubTool.Ffmpeg(_folder, $"case \"$*\" in *noise=drop*) sleep 9{mark};; esac\nexec ffmpeg \"$@\"") with { StallLimit = TimeSpan.FromSeconds(1) };

        var error = await Assert.ThrowsAsync<VideoIndexException>(() => ReadAsync(path, Plan, options));

        Assert.Equal(ErrorCodes.DecoderTimeout, error.Code);
        Assert.DoesNotContain(ProcessList.CommandLines(), line => line.Contains($"sleep 9{mark}", StringComparison.Ordinal));
    }

    /// <summary>1080p, two pictures a second.</summary>
    private string KeyframeEachSecond(string name, int seconds = 26)
    {
        var path = _folder[name];
        MediaMaker.Film(path, seconds, rate: 2, size: "1920x1080", encoding: ["-c:v", "libx264", "-preset", "ultrafast", "-g", "2", "-keyint_min", "2", "-sc_threshold", "0"]);
        return path;
    }

    /// <summary>Each picture is one.</summary>
    private string Editor(int seconds)
    {
        var path = _folder["editor.mov"];
        MediaMaker.Film(path, seconds, size: "640x360", encoding: ["-c:v", "mjpeg", "-q:v", "5"]);
        return path;
    }

    private static Task<List<WindowFrames>> ReadAsync(string path, WindowPlan plan, MediaOptions options, TimeSpan from = default) =>
        FrameReaderTests.Read(path, plan, from, null, options);
}
