using VideoIndex.Cli.Output;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Cli;

public sealed class PullLineTests
{
    [Fact]
    public void Text_SaysHowFarHowFastHowLong() => Assert.Equal("fetching model.safetensors: 1.25 GB of 2.03 GB, 35.2 MB/s, 22 s left",
        PullLine.Text(new PullProgress(PullStage.Fetching, "model.safetensors", 1_250_000_000, 2_030_000_000, 35_200_000, TimeSpan.FromSeconds(21.2))));

    [Fact]
    public void Text_LeavesOutWhatIsNotKnown() => Assert.Equal("checking config.json: 500 bytes of 7 kB",
        PullLine.Text(new PullProgress(PullStage.Checking, "config.json", 500, 7_284, 0, null)));
}
