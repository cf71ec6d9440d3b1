using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public sealed class ProbedMediaTests
{
    private static readonly FileStamp Stamp = new(1000, 42);
    private static readonly StreamLayout Layout = new(2, new FrameSize(640, 360), Orientation.HalfTurn, SeeksExactly: true);
    private static readonly MediaProbe Probe = new(TimeSpan.FromSeconds(5), 640, 360, "matroska,webm", "h264", 25, HasAudio: false, 2, [], []);

    [Fact]
    public void TakeLayout_GivesWhatWasKept_Once()
    {
        var known = new ProbedMedia();
        known.Keep("/films/a.mp4", Stamp, Probe, Layout);

        Assert.Equal(Layout, known.TakeLayout("/films/a.mp4", Stamp, 2));
        Assert.Null(known.TakeLayout("/films/a.mp4", Stamp, 2));
    }

    [Theory]
    [InlineData("/films/b.mp4", 1000, 42, 2)]
    [InlineData("/films/a.mp4", 1001, 42, 2)]
    [InlineData("/films/a.mp4", 1000, 43, 2)]
    [InlineData("/films/a.mp4", 1000, 42, 0)]
    public void TakeLayout_GivesNothing_ForAnotherFileStampOrStream(string path, long size, long modifiedNs, int stream)
    {
        var known = new ProbedMedia();
        known.Keep("/films/a.mp4", Stamp, Probe, Layout);

        Assert.Null(known.TakeLayout(path, new FileStamp(size, modifiedNs), stream));
    }

    [Fact]
    public void Find_GivesWhatWasKept_UntilTheLayoutIsTaken()
    {
        var known = new ProbedMedia();
        known.Keep("/films/a.mp4", Stamp, Probe, Layout);

        Assert.Same(Probe, known.Find("/films/a.mp4", Stamp));
        Assert.Same(Probe, known.Find("/films/a.mp4", Stamp));
        Assert.Null(known.Find("/films/a.mp4", Stamp with { ModifiedNs = 43 }));
        Assert.Null(known.Find("/films/b.mp4", Stamp));

        known.TakeLayout("/films/a.mp4", Stamp, 2);
        Assert.Null(known.Find("/films/a.mp4", Stamp));
    }

    [Fact]
    public void Keep_StaysBounded_AndGivesTheOldestFirst()
    {
        var known = new ProbedMedia();
        for (var file = 0; file < 100_000; file++)
            known.Keep($"{file}", Stamp, Probe, Layout);

        Assert.Equal(Layout, known.TakeLayout("0", Stamp, 2));
        Assert.Null(known.TakeLayout("99999", Stamp, 2));
    }
}
