using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public sealed class ProbedLayoutsTests
{
    private static readonly FileStamp Stamp = new(1000, 42);
    private static readonly StreamLayout Layout = new(2, new FrameSize(640, 360), Orientation.HalfTurn, SeeksExactly: true);

    [Fact]
    public void Take_GivesWhatWasKept_Once()
    {
        var layouts = new ProbedLayouts();
        layouts.Keep("/films/a.mp4", Stamp, Layout);

        Assert.Equal(Layout, layouts.Take("/films/a.mp4", Stamp, 2));
        Assert.Null(layouts.Take("/films/a.mp4", Stamp, 2));
    }

    [Theory]
    [InlineData("/films/b.mp4", 1000, 42, 2)]
    [InlineData("/films/a.mp4", 1001, 42, 2)]
    [InlineData("/films/a.mp4", 1000, 43, 2)]
    [InlineData("/films/a.mp4", 1000, 42, 0)]
    public void Take_GivesNothing_ForAnotherFileStampOrStream(string path, long size, long modifiedNs, int stream)
    {
        var layouts = new ProbedLayouts();
        layouts.Keep("/films/a.mp4", Stamp, Layout);

        Assert.Null(layouts.Take(path, new FileStamp(size, modifiedNs), stream));
    }

    [Fact]
    public void Keep_StaysBounded_AndGivesTheOldestFirst()
    {
        var layouts = new ProbedLayouts();
        for (var file = 0; file < 100_000; file++)
            layouts.Keep($"{file}", Stamp, Layout);

        Assert.Equal(Layout, layouts.Take("0", Stamp, 2));
        Assert.Null(layouts.Take("99999", Stamp, 2));
    }
}
