using VideoIndex.Core;
using VideoIndex.Media;
using static VideoIndex.EndToEnd.Tests.Media.ReferenceFrames;

namespace VideoIndex.EndToEnd.Tests.Media;

public sealed class ClipReaderTests
{
    private static readonly MediaOptions Options = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("film.mp4")]
    [InlineData("film.mkv")]
    [InlineData("film.ts")]
    [InlineData("film.avi")]
    public async Task ReadAsync_GivesThePictureOnDisplay_AtEachMoment(string name)
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder[name];
        MediaMaker.Film(path, 45.2, encoding: EncodingOf(name));
        var probe = await new MediaProber(Options).ProbeAsync(path, Cancel);
        foreach (var seconds in (double[][])[[0], [0, 0.04, 3.9, 20.123, 45], [30, 30.04, 30.1, 44.9], [12.34]])
        {
            List<TimeSpan> moments = [.. seconds.Select(TimeSpan.FromSeconds)];
            var clip = await new ClipReader(Options).ReadAsync(path, probe, new TimeRange(TimeSpan.Zero, probe.Duration), moments, Cancel);
            Assert.Equal(moments, clip.FrameTimes);
            AssertOnDisplay(path, probe, clip.FrameTimes, clip.Frames);
        }
    }

    [Fact]
    public async Task ReadAsync_GivesTheBytesOfTheWindow_AtItsTimes()
    {
        var path = Path.Combine(TestFolders.SampleMedia, "football-match.mp4");
        var probe = await new MediaProber(Options).ProbeAsync(path, Cancel);
        var plan = new WindowPlan(TimeSpan.FromSeconds(10), 3);
        await foreach (var window in new FrameReader(Options).ReadAsync(path, probe, plan, TimeSpan.Zero, Cancel))
        {
            var clip = await new ClipReader(Options).ReadAsync(path, probe, window.Window, window.FrameTimes, Cancel);
            Assert.Equal(window.Frames.Select(Bytes), clip.Frames.Select(Bytes));
        }
    }

    [Fact]
    public async Task ReadAsync_RepeatsTheLastPicture_PastTheEnd()
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder["short.mp4"];
        MediaMaker.Film(path, 5);
        var probe = await new MediaProber(Options).ProbeAsync(path, Cancel);
        TimeSpan[] moments = [TimeSpan.FromSeconds(4.99), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)];
        var clip = await new ClipReader(Options).ReadAsync(path, probe, new TimeRange(default, moments[^1]), moments, Cancel);
        Assert.Equal(Bytes(clip.Frames[0]), Bytes(clip.Frames[1]));
        Assert.Equal(3, clip.Frames.Count);
        var late = await new ClipReader(Options).ReadAsync(path, probe, new TimeRange(default, moments[^1]), [moments[2]], Cancel);
        Assert.Equal(Bytes(clip.Frames[0]), Bytes(late.Frames[0]));
    }
}
