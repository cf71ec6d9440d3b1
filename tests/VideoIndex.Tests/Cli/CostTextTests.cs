using VideoIndex.Cli.Output;
using VideoIndex.Core;

namespace VideoIndex.Tests.Cli;

public sealed class CostTextTests
{
    private static readonly IndexEstimate Large = new(1_234, TimeSpan.FromHours(500), TimeSpan.FromHours(412), 148_320, 0, "smolvlm2-256m@1f2e3d4c")
    {
        Time = TimeSpan.FromHours(31.2),
        TimeWithOneFrame = TimeSpan.FromHours(6.04),
        Device = "cpu",
    };

    [Fact]
    public void Of_SaysLengthTimeAndWhatFewerFramesWouldSave() => Assert.Equal(
        "412 h of video to caption in 1234 files, about 31 h on this machine with smolvlm2-256m (cpu); 6.0 h with `--frames 1`", CostText.Of(Large));

    [Fact]
    public void Of_SaysHowSureTheLengthIs() =>
        Assert.StartsWith("371 h to 453 h of video to caption", CostText.Of(Large with { Spread = 0.1 }), StringComparison.Ordinal);

    [Fact]
    public void Of_SaysNoTimeThatIsNotKnown_AndNothingThatIsNotLeft()
    {
        Assert.Equal("412 h of video to caption in 1 file", CostText.Of(Large with { Files = 1, Time = null, TimeWithOneFrame = null }));
        Assert.Equal("1234 files, 500 h of video: nothing is left to caption", CostText.Of(Large with { WindowsLeft = 0 }));
        Assert.DoesNotContain("--frames", CostText.Of(Large with { Time = TimeSpan.FromMinutes(9), TimeWithOneFrame = TimeSpan.FromMinutes(3) }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(99, "99 s")]
    [InlineData(100, "2 min")]
    [InlineData(5_900, "98 min")]
    [InlineData(6_000, "1.7 h")]
    [InlineData(35_900, "10 h")]
    [InlineData(3_600_000, "1000 h")]
    public void Length_IsAsExactAsAnEstimateIs(double seconds, string text) => Assert.Equal(text, CostText.Length(TimeSpan.FromSeconds(seconds)));
}
