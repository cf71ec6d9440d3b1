using System.Numerics.Tensors;
using VideoIndex.Core;
using VideoIndex.Media;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>What weights in 8 and in 4 bits change, measured against 32-bit floats.</summary>
public sealed class FewBitsTests(ITestOutputHelper output)
{
    /// <summary>As on processors and systems that our own kernels are not for.</summary>
    private const string OnnxRuntime = "ONNX Runtime's kernels";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Precision.EightBit, "gqa-patch16", 0.999)]
    [InlineData(Precision.EightBit, "mha-patch14", 0.999)]
    [InlineData(Precision.EightBit, "gqa-patch16", 0.999, OnnxRuntime)]
    [InlineData(Precision.EightBit, "mha-patch14", 0.999, OnnxRuntime)]
    // Random weights have no pattern that rounding could leave standing: the sample model, which was trained, keeps 0.99 and more.
    [InlineData(Precision.FourBit, "gqa-patch16", 0.93)]
    [InlineData(Precision.FourBit, "mha-patch14", 0.93)]
    public void Logits_PointTheSameWay_InTheLayoutsOfThePublishedModels(Precision precision, string layout, double least, string? kernels = null)
    {
        using var golden = GoldenModel.Layout(layout);
        using var model = SmolVlm.Load(TestFolders.Shared("reference", "smolvlm", "layouts", layout), In(precision, kernels));
        foreach (var item in golden.Cases)
        {
            float[] features = item.Pictures.Count == 0 ? [] : model.EncodeImages(golden.Pictures(item), Cancel);
            var logits = model.NextLogits(new ModelPrompt(item.InputIds, features), Cancel);
            var seen = item.Pictures.Count == 0 ? 1 : TensorPrimitives.CosineSimilarity<float>(golden.Array($"{item.Name}/image_features"), features);
            var cosine = TensorPrimitives.CosineSimilarity<float>(golden.Array($"{item.Name}/logits"), logits);
            output.WriteLine($"{precision.Name()} {layout} {item.Name}: cosine of features {seen:0.00000}, of logits {cosine:0.00000}");
            Assert.True(cosine >= least, $"{item.Name}: cosine {cosine}");
        }
    }

    [Theory]
    [InlineData(Precision.EightBit, 0.97)]
    [InlineData(Precision.EightBit, 0.97, OnnxRuntime)]
    [InlineData(Precision.FourBit, 0.97)]
    public async Task Captions_AreTheSame_ForNearlyAllWindowsOfTheSampleFilms(Precision precision, double least, string? kernels = null)
    {
        var plan = new WindowPlan(TimeSpan.FromSeconds(10), 3);
        using var full = new SmolVlmCaptioner(SmolVlm.Load(TestFolders.SampleModel, new VisionOptions { Device = "cpu" }), new CaptionOptions());
        using var few = new SmolVlmCaptioner(SmolVlm.Load(TestFolders.SampleModel, In(precision, kernels)), new CaptionOptions());
        var (windows, same) = (0, 0);
        foreach (var film in Directory.EnumerateFiles(TestFolders.SampleMedia, "*.m*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(TestFolders.SampleMedia, "*.webm")))
        {
            var probe = await new MediaProber(new MediaOptions()).ProbeAsync(film, Cancel);
            await foreach (var window in new FrameReader(new MediaOptions()).ReadAsync(film, probe, plan, TimeSpan.Zero, Cancel))
            {
                var prepared = full.Prepare(window);
                string? expected = full.CaptionBatch([prepared], Cancel)[0].Text, found = few.CaptionBatch([prepared], Cancel)[0].Text;
                windows++;
                same += expected == found ? 1 : 0;
                if (expected != found)
                    output.WriteLine($"{Path.GetFileName(film)} {window.Window}: {expected} | {found}");
            }
        }

        output.WriteLine($"{precision.Name()}: {same} of {windows} windows");
        Assert.True(windows >= 28, $"only {windows} windows");
        Assert.True(same >= least * windows, $"{same} of {windows}");
    }

    [Theory]
    [InlineData(Precision.EightBit)]
    [InlineData(Precision.EightBit, OnnxRuntime)]
    [InlineData(Precision.FourBit)]
    public void Answers_AreTheSame_InABatchAndAlone(Precision precision, string? kernels = null)
    {
        using var golden = GoldenModel.Sample();
        using var model = SmolVlm.Load(TestFolders.SampleModel, In(precision, kernels));
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
            for (var token = 0; token < alone.TokenIds.Count; token++)
                Assert.Equal(alone.LogProbabilities![token], answers[i].LogProbabilities![token], GoldenModel.LogitTolerance);
        }
    }

    [Theory]
    [InlineData(Precision.EightBit)]
    [InlineData(Precision.EightBit, OnnxRuntime)]
    public void Answers_AreTheSame_AfterABeginningThatIsReadOnceForAll(Precision precision, string? kernels = null)
    {
        using var golden = GoldenModel.Sample();
        using var model = SmolVlm.Load(TestFolders.SampleModel, In(precision, kernels));
        var window = golden.Cases.MaxBy(c => c.Pictures.Count == 0 ? 0 : c.InputIds.TakeWhile(token => token != model.Config.ImageToken).Count())!;
        var features = model.EncodeImages(golden.Pictures(window), Cancel);
        List<ModelPrompt> prompts = [.. ((float[])[1, 0.5f, -1]).Select(factor => new ModelPrompt(window.InputIds, features.Select(feature => factor * feature).ToArray()))];
        var options = new GenerationOptions { LogProbabilities = true };
        model.ReadsBeginningsOnce = true;
        var together = model.Generate(prompts, options, Cancel);
        model.ReadsBeginningsOnce = false;
        Assert.True(together.Select(answer => string.Join(' ', answer.TokenIds)).Distinct().Count() > 1, "the rows cannot be told apart");
        foreach (var (prompt, answer) in prompts.Zip(together))
        {
            var alone = model.Generate([prompt], options, Cancel)[0];
            Assert.Equal(alone.TokenIds, answer.TokenIds);
            Assert.All(alone.LogProbabilities!.Zip(answer.LogProbabilities!), pair => Assert.Equal(pair.First, pair.Second, GoldenModel.LogitTolerance));
        }
    }

    [Fact]
    public void Settings_DifferByPrecision()
    {
        var plan = new WindowPlan(TimeSpan.FromSeconds(10), 3);
        var all = Enum.GetValues<Precision>().Select(p => SmolVlmCaptioner.SettingsOf(TestFolders.SampleModel, In(p), new CaptionOptions(), plan)).ToList();
        Assert.Equal(["fp32", "fp16", "bf16", "int8", "int4"], all.Select(s => s.Precision));
        Assert.Equal(5, all.Select(s => s.Fingerprint()).Distinct().Count());
    }

    private static VisionOptions In(Precision precision, string? kernels = null) =>
        new() { Device = "cpu", Precision = precision, OwnKernels = kernels != OnnxRuntime };
}
