using VideoIndex.Cli.Output;
using VideoIndex.Core;

namespace VideoIndex.Tests.Cli;

public sealed class ProgressLineTests
{
    private static readonly IndexProgress At = new(IndexStage.Captioning, 12, 3, 9, 40, 60, 1, 31.26, TimeSpan.FromSeconds(75), "/films/a\nb.mp4");

    [Fact]
    public void Text_GivesCountRateTimeLeftAndFile() =>
        Assert.Equal(@"captioning: 40 of 100 windows captioned, 1 failed, 31.3x real time, 1 min 15 s left | a\u000Ab.mp4", ProgressLine.Text(At));

    [Fact]
    public void Text_PromisesNothing_BeforeARateIsKnown() =>
        Assert.Equal("scanning: 12 files found, 0 of 60 windows captioned",
            ProgressLine.Text(At with { Stage = IndexStage.Scanning, WindowsDone = 0, Failed = 0, TimesRealTime = 0, TimeLeft = null }));
}
