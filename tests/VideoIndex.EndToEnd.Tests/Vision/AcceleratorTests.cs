using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>What happens when a card fails that might have been taken: the processor goes on, and says why.</summary>
public sealed class AcceleratorTests
{
    private const string Lost = "CUDA failure 719: unspecified launch failure ;\n GPU=0";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Load_TakesTheCard_WhenItWorks()
    {
        using var captioner = NewCaptioner(new FailingCard());
        using var onCpu = NewCaptioner(null);

        Assert.Equal("card:0", captioner.Device);
        Assert.Equal(Caption(onCpu, "cat").Text, Caption(captioner, "cat").Text);
        Assert.Equal("card:0", Caption(captioner, "cat").Device);
    }

    [Theory]
    [InlineData(0, null, "cuda not taken: ")]
    [InlineData(1, null, "card:0 given up: ")]
    [InlineData(2, null, "card:0 given up: ")]
    [InlineData(3, null, "card:0 given up: ")]
    [InlineData(4, null, "card:0 given up: ")]
    [InlineData(int.MaxValue, Lost, "card:0 given up: ")]
    [InlineData(int.MaxValue, FailingCard.NoMemory, "card:0 given up: ")]
    public void Load_TakesTheCpuAndSaysWhy_WhenTheCardFails(int sessions, string? running, string why)
    {
        using var captioner = NewCaptioner(new FailingCard { TakesSessions = sessions, RunFails = running });
        using var onCpu = NewCaptioner(null);

        Assert.StartsWith($"cpu ({why}", captioner.Device, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', captioner.Device);
        Assert.Equal(Caption(onCpu, "cat").Text, Caption(captioner, "cat").Text);
    }

    [Theory]
    [InlineData(1, null, ErrorCodes.DeviceUnavailable)]
    [InlineData(int.MaxValue, Lost, ErrorCodes.DeviceUnavailable)]
    [InlineData(int.MaxValue, FailingCard.NoMemory, ErrorCodes.OutOfMemory)]
    public void Load_Fails_WhenTheCardWasAskedForByName(int sessions, string? running, string code)
    {
        var card = new FailingCard { TakesSessions = sessions, RunFails = running };
        var error = Assert.Throws<VideoIndexException>(() => SmolVlm.Load(TestFolders.SampleModel, new VisionOptions { Device = "cuda", Accelerator = card }));

        Assert.Equal(code, error.Code);
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public void CaptionBatch_GoesOnOnTheCpu_WhenTheCardIsLost()
    {
        var card = new FailingCard();
        using var captioner = NewCaptioner(card);
        var before = Caption(captioner, "bus");
        card.RunFails = Lost;
        var after = captioner.CaptionBatch([Prepare(captioner, "bus"), Prepare(captioner, "cat")], Cancel);

        Assert.Equal(1, card.FailedRuns);
        Assert.Equal(before.Text, after[0].Text);
        Assert.All(after, caption => Assert.Equal("cpu", caption.Device));
        Assert.Equal("cpu (card:0 given up: `card:0` failed: [ErrorCode:Fail] CUDA failure 719: unspecified launch failure ;  GPU=0)", captioner.Device);
    }

    [Fact]
    public void CaptionBatch_TriesSmallerBatchesFirst_WhenTheCardsMemoryRunsOut()
    {
        var card = new FailingCard();
        using var captioner = NewCaptioner(card);
        card.RunFails = FailingCard.NoMemory;
        var captions = captioner.CaptionBatch([Prepare(captioner, "bus"), Prepare(captioner, "cat")], Cancel);

        Assert.Equal(2, card.FailedRuns);
        Assert.All(captions, caption => Assert.NotNull(caption.Text));
        Assert.Contains("memory", captioner.Device, StringComparison.Ordinal);
        Assert.True(captioner.PreferredBatch > 1, "the processor's memory is not the card's");
    }

    [Fact]
    public void CaptionBatch_Fails_WhenTheCardWasAskedForByName()
    {
        var card = new FailingCard();
        using var captioner = NewCaptioner(card, "cuda");
        card.RunFails = Lost;

        var error = Assert.Throws<VideoIndexException>(() => Caption(captioner, "cat"));
        Assert.Equal(ErrorCodes.DeviceUnavailable, error.Code);
        Assert.Equal("`card:0` failed: [ErrorCode:Fail] CUDA failure 719: unspecified launch failure ;  GPU=0", error.Message);
    }

    /// <param name="card">Null for the processor alone.</param>
    private static SmolVlmCaptioner NewCaptioner(FailingCard? card, string device = "auto")
    {
        var options = card is null ? new VisionOptions { Device = "cpu", Threads = 2 } : new VisionOptions { Device = device, Threads = 2, Accelerator = card };
        return new SmolVlmCaptioner(SmolVlm.Load(TestFolders.SampleModel, options), new CaptionOptions());
    }

    private static Caption Caption(SmolVlmCaptioner captioner, string picture) => Assert.Single(captioner.CaptionBatch([Prepare(captioner, picture)], Cancel));

    private static PreparedWindow Prepare(SmolVlmCaptioner captioner, string picture) => captioner.Prepare(new WindowFrames(
        new TimeRange(TimeSpan.Zero, TimeSpan.FromSeconds(10)), [TimeSpan.FromSeconds(5)], [PngFile.Read(Path.Combine(TestFolders.SampleModel, "golden", picture + ".png"))]));
}
