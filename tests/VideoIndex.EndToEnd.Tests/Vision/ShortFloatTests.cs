using System.Numerics.Tensors;
using VideoIndex.Core;
using VideoIndex.Media;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>What 16-bit floats change. The processor computes the graphs of fp16 that a card would, in some operators by way of 32 bits.</summary>
public sealed class ShortFloatTests(ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sample")]
    [InlineData("gqa-patch16")]
    [InlineData("mha-patch14")]
    public void Logits_AreNearTheReferences_InHalf(string layout)
    {
        using var golden = layout == "sample" ? GoldenModel.Sample() : GoldenModel.Layout(layout);
        using var model = SmolVlm.Load(layout == "sample" ? TestFolders.SampleModel : TestFolders.Shared("reference", "smolvlm", "layouts", layout), In(Precision.Half));
        foreach (var item in golden.Cases)
        {
            float[] features = item.Pictures.Count == 0 ? [] : model.EncodeImages(golden.Pictures(item), Cancel);
            var logits = model.NextLogits(new ModelPrompt(item.InputIds, features), Cancel);
            var seen = item.Pictures.Count == 0 ? 0 : Largest(golden.Array($"{item.Name}/image_features"), features);
            var off = Largest(golden.Array($"{item.Name}/logits"), logits);
            var cosine = TensorPrimitives.CosineSimilarity<float>(golden.Array($"{item.Name}/logits"), logits);
            output.WriteLine($"{layout} {item.Name}: features off by at most {seen:0.0000}, logits by {off:0.0000}, cosine of logits {cosine:0.000000}");
            // Measured: at most 0.0056 and 0.0100, and a cosine of .999999; a number of 16 bits is right to 0.0005 of itself.
            Assert.True(cosine >= 0.99999, $"{item.Name}: cosine {cosine}");
            Assert.True(seen <= 0.012 && off <= 0.02, $"{item.Name}: features off by {seen}, logits by {off}");
        }
    }

    [Fact]
    public async Task Captions_AreTheSame_InHalf()
    {
        var plan = new WindowPlan(TimeSpan.FromSeconds(10), 3);
        using var full = new SmolVlmCaptioner(SmolVlm.Load(TestFolders.SampleModel, In(Precision.Full)), new CaptionOptions());
        using var half = new SmolVlmCaptioner(SmolVlm.Load(TestFolders.SampleModel, In(Precision.Half)), new CaptionOptions());
        var film = Path.Combine(TestFolders.SampleMedia, "football-match.mp4");
        var probe = await new MediaProber(new MediaOptions()).ProbeAsync(film, Cancel);
        var windows = 0;
        await foreach (var window in new FrameReader(new MediaOptions()).ReadAsync(film, probe, plan, TimeSpan.Zero, Cancel))
        {
            var prepared = full.Prepare(window);
            Assert.Equal(full.CaptionBatch([prepared], Cancel)[0].Text, half.CaptionBatch([prepared], Cancel)[0].Text);
            windows++;
        }

        Assert.True(windows >= 9, $"only {windows} windows");
    }

    [Fact]
    public void Load_SaysThatTheProcessorCannot_InBrainFloats()
    {
        var error = Assert.Throws<VideoIndexException>(() => SmolVlm.Load(TestFolders.SampleModel, In(Precision.BrainHalf)));
        Assert.Equal(ErrorCodes.BadOption, error.Code);
        Assert.Equal("precision `bf16` cannot be computed on `cpu`: ONNX Runtime has its operators for cards only", error.Message);
    }

    /// <summary>As far as a processor can tell: the types of every operator of the tower fit; what is missing are the operators.</summary>
    [Fact]
    public void VisionGraph_IsWholeInBrainFloats_ButForTheProcessorsOperators()
    {
        var error = Assert.Throws<VideoIndexException>(() =>
            SmolVlm.Load(TestFolders.SampleModel, new VisionOptions { Device = "cuda", Accelerator = new FailingCard(), Precision = Precision.BrainHalf }));
        Assert.Contains("Could not find an implementation for", error.Message, StringComparison.Ordinal);
    }

    private static float Largest(float[] expected, float[] found)
    {
        var difference = new float[found.Length];
        TensorPrimitives.Subtract(expected, found, difference);
        return Math.Abs(TensorPrimitives.MaxMagnitude<float>(difference));
    }

    private static VisionOptions In(Precision precision) => new() { Device = "cpu", Precision = precision };
}
