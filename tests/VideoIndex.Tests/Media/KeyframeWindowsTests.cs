using System.Globalization;
using System.Text;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public sealed class KeyframeWindowsTests
{
    private static readonly WindowPlan Auto = new(TimeSpan.FromSeconds(10), 3) { Frames = FramePlan.Auto };

    [Fact]
    public void Add_GivesAWindow_WhenAPictureAfterItHasCome()
    {
        var windows = new KeyframeWindows(Auto, [.. Auto.Cut(TimeSpan.FromSeconds(20))]);

        Assert.Equal([], Give(windows, 1, 4, 8));
        Assert.Equal(["0-10: 1 4 8"], Give(windows, 11));
        Assert.Equal("10-20: 11", Text(windows.End(TimeSpan.FromSeconds(10))!));
    }

    [Theory]
    [InlineData("2:10 5:10 8:10 9:22", "0-10: 2 5 8")]
    [InlineData("2:10 5:12 8:200 9:212", "0-10: 2 5 8")]
    [InlineData("2:10 4:90 5:12 8:200", "0-10: 2 4 5 8")]
    [InlineData("0:90 2:10 5:60 8:200", "0-10: 0 2 5 8")]
    [InlineData("0:90 1:150 2:10 5:12 8:14", "0-10: 1 2 5 8")]
    public void Add_KeepsPicturesSpreadEvenly_AndOneMoreOfAnotherShot(string pictures, string expected)
    {
        var windows = new KeyframeWindows(Auto, [.. Auto.Cut(TimeSpan.FromSeconds(20))]);
        var read = $"{pictures} 13:0".Split(' ').Select(picture => picture.Split(':')).Select(parts => (Second: int.Parse(parts[0], CultureInfo.InvariantCulture), Level: int.Parse(parts[1], CultureInfo.InvariantCulture)));

        Assert.Equal([expected], [.. read.SelectMany(picture => windows.Add(TimeSpan.FromSeconds(picture.Second), Grey(picture.Level))).Select(Text)]);
    }

    [Fact]
    public void Add_KeepsThePictureInTheMiddle_WhereAWindowHasOne() =>
        Assert.Equal(["0-10: 4"], Give(new KeyframeWindows(Auto with { FramesPerWindow = 1 }, [.. Auto.Cut(TimeSpan.FromSeconds(20))]), 0, 2, 4, 8, 13));

    [Fact]
    public void Add_Breaks_AtTheFirstWindowWithoutAPicture()
    {
        var windows = new KeyframeWindows(Auto, [.. Auto.Cut(TimeSpan.FromSeconds(40))]);

        Assert.Equal(["0-10: 1"], Give(windows, 1, 25, 35));
        Assert.True(windows.IsBroken);
        Assert.Null(windows.End(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void Add_ShowsThePictureBefore_WhenKeyframesWereAskedForAlone()
    {
        var plan = Auto with { Frames = FramePlan.Keyframes };

        Assert.Equal(["0-10: 1", "10-20: 1", "20-30: 25"], Give(new KeyframeWindows(plan, [.. plan.Cut(TimeSpan.FromSeconds(40))]), 1, 25, 35));
    }

    [Fact]
    public void Add_Breaks_WhenTimesDoNotRise()
    {
        var windows = new KeyframeWindows(Auto, [.. Auto.Cut(TimeSpan.FromSeconds(40))]);
        Assert.Empty(Give(windows, 5, 3, 12));
        Assert.True(windows.IsBroken);
    }

    [Fact]
    public void End_SaysNothing_WhenTheStreamMayBeShorterThanItsLengthSays()
    {
        var windows = new KeyframeWindows(Auto, [.. Auto.Cut(TimeSpan.FromSeconds(20))]);
        Assert.Equal(["0-10: 1"], Give(windows, 1, 11));
        Assert.Null(windows.End(TimeSpan.FromSeconds(4)));
    }

    [Fact]
    public async Task PictureTimes_AreTakenOutOfTheMessages()
    {
        var times = new PictureTimes();
        var tail = new StderrTail { Times = times };
        tail.Add("frame:0    pts:46      pts_time:0.046\nchosen=1\n[h264 @ 0x55ced2187880] a fault\nframe:1    pts:2 pts_time:2."u8);
        tail.Add("5\n"u8);
        times.End();

        Assert.Equal(["[h264] a fault"], tail.LastLines);
        Assert.Equal(46, (await times.ReadAsync(TestContext.Current.CancellationToken))!.Value.TotalMilliseconds);
        Assert.Equal(2500, (await times.ReadAsync(TestContext.Current.CancellationToken))!.Value.TotalMilliseconds);
        Assert.Null(await times.ReadAsync(TestContext.Current.CancellationToken));
    }

    private static List<string> Give(KeyframeWindows windows, params double[] seconds) =>
        [.. seconds.SelectMany(second => windows.Add(TimeSpan.FromSeconds(second), Grey(0))).Select(Text)];

    private static VideoFrame Grey(int level) => new(1, 1, new[] { (byte)level, (byte)level, (byte)level });

    private static string Text(WindowFrames window) =>
        $"{window.Window.Start.TotalSeconds:0}-{window.Window.End.TotalSeconds:0}: {string.Join(' ', window.FrameTimes.Select(time => time.TotalSeconds))}";
}
