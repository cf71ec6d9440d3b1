using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>Answers of the sample model to prompts that differ in length, and what ends them.</summary>
public sealed class SmolVlmGenerateTests : IDisposable
{
    private readonly GoldenModel _golden = GoldenModel.Sample();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _golden.Dispose();

    [Fact]
    public void Generate_WritesTheReferencesText_ForAllCasesInOneBatch()
    {
        var cases = _golden.Cases.Where(c => c.GreedyMargins.All(m => m > 2 * GoldenModel.LogitTolerance)).ToList();
        var answers = _golden.Model.Generate([.. cases.Select(Prompt)], new GenerationOptions(), Cancel);

        Assert.True(cases.Count >= 8, "too few cases are clear");
        Assert.Equal(cases.Select(c => c.GreedyText), answers.Select(a => _golden.Model.Tokenizer.Decode(a.TokenIds)));
        Assert.All(answers, a => Assert.Equal(StopReason.EndToken, a.Stop));
    }

    [Fact]
    public void Generate_StopsAtTheMostTokens_ForeachPromptByItself()
    {
        var prompts = _golden.Cases.Select(Prompt).ToList();
        var whole = _golden.Model.Generate(prompts, new GenerationOptions(), Cancel);
        var cut = _golden.Model.Generate(prompts, new GenerationOptions { MaxNewTokens = 3 }, Cancel);
        foreach (var (all, some) in whole.Zip(cut))
        {
            Assert.Equal(all.TokenIds.Take(3), some.TokenIds);
            Assert.Equal(all.TokenIds.Count >= 3 ? StopReason.MaxNewTokens : StopReason.EndToken, some.Stop);
        }
    }

    [Fact]
    public void Generate_IsCancelled_InTheMiddleOfAnAnswer()
    {
        // Without an end it would write for seconds.
        var endless = new GenerationOptions { MaxNewTokens = 1900, StopAtRepetition = false, BannedTokens = _golden.Model.Config.EndTokens };
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() => _golden.Model.Generate([Prompt(_golden.Cases[0])], endless, cancel.Token));

        // And the model is as good as before.
        var answer = _golden.Model.Generate([Prompt(_golden.Cases[0])], new GenerationOptions(), Cancel)[0];
        Assert.Equal(_golden.Cases[0].GreedyText, _golden.Model.Tokenizer.Decode(answer.TokenIds));
    }

    [Fact]
    public void Generate_Refuses_PromptsThatDoNotFit()
    {
        var vocabulary = _golden.Model.Config.Text.Vocabulary;
        foreach (var prompt in (ModelPrompt[])[new([], default), new([-1], default), new([vocabulary], default), new([_golden.Model.Config.ImageToken], default), new([5], new float[8])])
            Assert.Throws<ArgumentException>(() => _golden.Model.Generate([prompt], new GenerationOptions(), Cancel));
    }

    private ModelPrompt Prompt(GoldenCase item) => new(item.InputIds, _golden.Model.EncodeImages(_golden.Pictures(item), Cancel));
}
