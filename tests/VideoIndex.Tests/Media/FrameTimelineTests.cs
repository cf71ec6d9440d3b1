using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public sealed class FrameTimelineTests
{
    private static readonly WindowPlan Plan = new(TimeSpan.FromSeconds(10), 3);

    [Theory]
    [InlineData(25.4, 0, 9)]
    [InlineData(25.4, 20, 3)]
    [InlineData(25.4, 30, 0)]
    [InlineData(4, 0, 3)]
    [InlineData(10.5, 0, 3)]
    [InlineData(11, 0, 6)]
    public void FrameCount_IsThreeForEachWindowWanted(double duration, double from, int expected)
    {
        var timeline = new FrameTimeline(Plan, TimeSpan.FromSeconds(duration), TimeSpan.FromSeconds(from));

        Assert.Equal(expected, timeline.FrameCount);
        Assert.Equal(expected, timeline.Windows.Count() * 3);
    }

    [Fact]
    public void Filter_StretchesTime_SoThatWantedTimesAreWholeSeconds()
    {
        var filter = new FrameTimeline(Plan, TimeSpan.FromSeconds(25.4), TimeSpan.FromSeconds(10)).Filter(TimeSpan.FromSeconds(5));

        Assert.Equal("settb=AVTB,setpts='((if(lt((T+4.999),20),(T+4.999)*0.6,12+((T+4.999)-20)*1.1111111111)-1)/2-3)/TB',fps=1:round=up:start_time=0", filter);
    }

    [Fact]
    public void Fill_GivesTheWindowsOfTheRealLength()
    {
        var read = new[] { 1.667, 5, 8.333, 11.667 }.Select((time, i) => (TimeSpan.FromSeconds(time), new VideoFrame(i, 1, default))).ToList();

        var windows = LastWindows.Fill(Plan, TimeSpan.FromSeconds(33), read).ToList();

        Assert.Equal(Plan.Cut(TimeSpan.FromSeconds(33)), windows.Select(window => window.Window));
        Assert.Equal([0, 1, 2], windows[0].Frames.Select(frame => frame.Width));
        Assert.Equal([3, 3, 3], windows[3].Frames.Select(frame => frame.Width));
        Assert.All(windows[3].FrameTimes, time => Assert.Equal(TimeSpan.FromSeconds(11.667), time));
    }

    [Fact]
    public void Fill_EndsAfterTheLastPicture_WhenPacketsTellNothing()
    {
        var read = new List<(TimeSpan, VideoFrame)> { (TimeSpan.FromSeconds(11.667), new VideoFrame(1, 1, default)) };

        var window = Assert.Single(LastWindows.Fill(Plan, TimeSpan.Zero, read));

        Assert.Equal(TimeRange.FromMs(10_000, 11_668), window.Window);
    }

    [Theory]
    [InlineData("65536 0|0 65536", "Upright", null)]
    [InlineData("0 65536|-65536 0", "QuarterTurnClockwise", "transpose=clock")]
    [InlineData("0 -65536|65536 0", "QuarterTurnCounterClockwise", "transpose=cclock")]
    [InlineData("-65536 0|0 -65536", "HalfTurn", "hflip,vflip")]
    [InlineData("-65536 0|0 65536", "MirroredAcross", "hflip")]
    [InlineData("65536 0|0 -65536", "MirroredDown", "vflip")]
    [InlineData("0 65536|65536 0", "Transposed", "transpose=cclock_flip")]
    [InlineData("0 -65536|-65536 0", "TransposedTheOtherWay", "transpose=clock_flip")]
    [InlineData("nonsense", "Upright", null)]
    public void FromMatrix_TellsHowToTurn(string rows, string expected, string? filter)
    {
        var printed = string.Concat(rows.Split('|').Select((row, i) => $"\n0000000{i}:        {row}           0"));

        var orientation = OrientationRules.FromMatrix(printed);

        Assert.Equal((expected, filter), (orientation.ToString(), orientation.Filter()));
    }

    [Theory]
    [InlineData(640, 360, 2.0, 1280, 360)]
    [InlineData(720, 576, 0.9375, 720, 614)]
    [InlineData(100, 60, 1e6, 100, 60)]
    public void Display_StretchesToSquarePixels(int width, int height, double aspect, int shownWidth, int shownHeight)
    {
        Assert.Equal(new FrameSize(shownWidth, shownHeight), FrameSize.Display(width, height, aspect, Orientation.Upright));
        Assert.Equal(new FrameSize(shownHeight, shownWidth), FrameSize.Display(width, height, aspect, Orientation.QuarterTurnClockwise));
    }
}
