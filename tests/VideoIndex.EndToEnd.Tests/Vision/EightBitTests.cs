using System.Numerics.Tensors;
using VideoIndex.Core;
using VideoIndex.Media;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>What 8-bit weights change, measured against 32-bit floats.</summary>
public sealed class EightBitTests(ITestOutputHelper output)
{
    private static readonly VisionOptions s_eightBit = new() { Device = "cpu", Precision = Precision.EightBit };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gqa-patch16")]
    [InlineData("mha-patch14")]
    public void Logits_PointTheSameWay_InTheLayoutsOfThePublishedModels(string layout)
    {
        using var golden = GoldenModel.Layout(layout);
        using var model = SmolVlm.Load(TestFolders.Shared("reference", "smolvlm", "layouts", layout), s_eightBit);
        foreach (var item in golden.Cases)
        {
            float[] features = item.Pictures.Count == 0 ? [] : model.EncodeImages(golden.Pictures(item), Cancel);
            var logits = model.NextLogits(new ModelPrompt(item.InputIds, features), Cancel);
            var seen = item.Pictures.Count == 0 ? 1 : TensorPrimitives.CosineSimilarity<float>(golden.Array($"{item.Name}/image_features"), features);
            var cosine = TensorPrimitives.CosineSimilarity<float>(golden.Array($"{item.Name}/logits"), logits);
            output.WriteLine($"{layout} {item.Name}: cosine of features {seen:0.00000}, of logits {cosine:0.00000}");
            Assert.True(cosine >= 0.999, $"{item.Name}: cosine {cosine}");
        }
    }

    [Fact]
    public async Task Captions_AreTheSame_ForNearlyAllWindowsOfTheSampleFilms()
    {
        var plan = new WindowPlan(TimeSpan.FromSeconds(10), 3);
        using var full = new SmolVlmCaptioner(SmolVlm.Load(TestFolders.SampleModel, new VisionOptions { Device = "cpu" }), new CaptionOptions());
        using var eight = new SmolVlmCaptioner(SmolVlm.Load(TestFolders.SampleModel, s_eightBit), new CaptionOptions());
        var (windows, same) = (0, 0);
        foreach (var film in Directory.EnumerateFiles(TestFolders.SampleMedia, "*.m*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(TestFolders.SampleMedia, "*.webm")))
        {
            var probe = await new MediaProber(new MediaOptions()).ProbeAsync(film, Cancel);
            await foreach (var window in new FrameReader(new MediaOptions()).ReadAsync(film, probe, plan, TimeSpan.Zero, Cancel))
            {
                var prepared = full.Prepare(window);
                string? expected = full.CaptionBatch([prepared], Cancel)[0].Text, found = eight.CaptionBatch([prepared], Cancel)[0].Text;
                windows++;
                same += expected == found ? 1 : 0;
                if (expected != found)
                    output.WriteLine($"{Path.GetFileName(film)} {window.Window}: {expected} | {found}");
            }
        }

        output.WriteLine($"{same} of {windows} windows");
        Assert.True(windows >= 28, $"only {windows} windows");
        Assert.True(same >= 0.97 * windows, $"{same} of {windows}");
    }

    [Fact]
    public void Answers_AreTheSame_InABatchAndAlone()
    {
        using var golden = GoldenModel.Sample();
        using var model = SmolVlm.Load(TestFolders.SampleModel, s_eightBit);
        var pictures = golden.Cases.SelectMany(golden.Pictures).ToList();
        var together = model.EncodeImages(pictures, Cancel);
        Assert.Equal(together, pictures.SelectMany(p => model.EncodeImages([p], Cancel)));

        List<ModelPrompt> prompts = [.. golden.Cases.Select(c => new ModelPrompt(c.InputIds, model.EncodeImages(golden.Pictures(c), Cancel)))];
        var options = new GenerationOptions { LogProbabilities = true };
        var answers = model.Generate(prompts, options, Cancel);
        for (var i = 0; i < prompts.Count; i++)
        {
            var alone = model.Generate([prompts[i]], options, Cancel)[0];
            Assert.Equal(alone.TokenIds, answers[i].TokenIds);
            Assert.Equal(alone.LogProbabilities, answers[i].LogProbabilities);
        }
    }

    [Fact]
    public void Settings_DifferByPrecision()
    {
        var plan = new WindowPlan(TimeSpan.FromSeconds(10), 3);
        var eight = SmolVlmCaptioner.SettingsOf(TestFolders.SampleModel, s_eightBit, new CaptionOptions(), plan);
        var full = SmolVlmCaptioner.SettingsOf(TestFolders.SampleModel, new VisionOptions(), new CaptionOptions(), plan);
        Assert.Equal("int8", eight.Precision);
        Assert.NotEqual(full.Fingerprint(), eight.Fingerprint());
    }
}
