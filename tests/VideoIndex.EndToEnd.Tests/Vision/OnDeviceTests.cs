using System.Numerics.Tensors;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>The way of a card, with the processor in its place: the cache in the sessions' memory, rows moved there, tokens picked there.</summary>
public sealed class OnDeviceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Precision.Full)]
    [InlineData(Precision.Half)]
    public void Generate_GivesTheProcessorsAnswers_WhenTokensArePickedOnTheDevice(Precision precision)
    {
        using var golden = GoldenModel.Sample();
        var card = new FailingCard();
        using var onCard = SmolVlm.Load(TestFolders.SampleModel, new VisionOptions { Device = "cuda", Accelerator = card, Precision = precision });
        using var onCpu = SmolVlm.Load(TestFolders.SampleModel, new VisionOptions { Device = "cpu", Precision = precision });
        // Of different lengths, and with answers of different lengths: rows are moved when others leave.
        List<ModelPrompt> prompts = [.. golden.Cases.Select(c => new ModelPrompt(c.InputIds, onCpu.EncodeImages(golden.Pictures(c), Cancel)))];
        var options = new GenerationOptions { BannedTokens = onCpu.TemplateTokens };
        var expected = onCpu.Generate(prompts, options, Cancel);
        Assert.True(expected.Select(a => a.TokenIds.Count).Distinct().Count() > 2, "no row leaves before another");
        var before = card.Runs;
        var found = onCard.Generate(prompts, options, Cancel);

        Assert.Equal(expected.Select(a => a.TokenIds), found.Select(a => a.TokenIds));
        Assert.Equal(expected.Select(a => a.Stop), found.Select(a => a.Stop));
        // Each step is a run of the text model and one that picks; and rows were moved.
        var steps = expected.Max(a => a.TokenIds.Count);
        Assert.True(card.Runs - before > 2 * steps, $"{card.Runs - before} runs in {steps} steps");
    }

    [Fact]
    public void Generate_NeverPicksABannedToken()
    {
        using var golden = GoldenModel.Sample();
        using var model = SmolVlm.Load(TestFolders.SampleModel, OnCard);
        var item = golden.Cases[0];
        var prompt = new ModelPrompt(item.InputIds, model.EncodeImages(golden.Pictures(item), Cancel));
        var first = model.Generate([prompt], new GenerationOptions { MaxNewTokens = 4 }, Cancel)[0].TokenIds[0];
        var others = model.Generate([prompt], new GenerationOptions { MaxNewTokens = 4, BannedTokens = [first] }, Cancel)[0].TokenIds;

        Assert.NotEmpty(others);
        Assert.DoesNotContain(first, others);
    }

    [Fact]
    public void Generate_EndsTheAnswerOfBrokenFeaturesAlone()
    {
        using var golden = GoldenModel.Sample();
        using var model = SmolVlm.Load(TestFolders.SampleModel, OnCard);
        var item = golden.Cases.First(c => c.Pictures.Count > 0);
        var features = model.EncodeImages(golden.Pictures(item), Cancel);
        var broken = features.ToArray();
        broken[3] = float.NaN;
        var answers = model.Generate([new ModelPrompt(item.InputIds, broken), new ModelPrompt(item.InputIds, features)], new GenerationOptions(), Cancel);

        Assert.Equal(StopReason.NotFinite, answers[0].Stop);
        Assert.Empty(answers[0].TokenIds);
        Assert.NotEqual(StopReason.NotFinite, answers[1].Stop);
        Assert.NotEmpty(answers[1].TokenIds);
    }

    [Fact]
    public void Generate_GivesTheProcessorsAnswers_WhenLogitsAreAskedFor()
    {
        using var golden = GoldenModel.Sample();
        using var onCard = SmolVlm.Load(TestFolders.SampleModel, OnCard);
        using var onCpu = SmolVlm.Load(TestFolders.SampleModel, new VisionOptions { Device = "cpu" });
        var item = golden.Cases.First(c => c.Pictures.Count > 0);
        var prompt = new ModelPrompt(item.InputIds, onCpu.EncodeImages(golden.Pictures(item), Cancel));
        var options = new GenerationOptions { Temperature = 0.8, TopP = 0.9, Seed = 7, RepetitionPenalty = 1.1, LogProbabilities = true };
        GeneratedAnswer expected = onCpu.Generate([prompt], options, Cancel)[0], found = onCard.Generate([prompt], options, Cancel)[0];

        Assert.Equal(expected.TokenIds, found.TokenIds);
        Assert.Equal(expected.LogProbabilities!.Count, found.LogProbabilities!.Count);
        Assert.True(TensorPrimitives.Distance([.. expected.LogProbabilities!], [.. found.LogProbabilities!]) < GoldenModel.LogitTolerance);
    }

    private static VisionOptions OnCard => new() { Device = "cuda", Accelerator = new FailingCard() };
}
