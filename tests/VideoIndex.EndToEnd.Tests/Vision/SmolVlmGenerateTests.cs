using VideoIndex.Core;
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
    public void Generate_WritesTheSame_WhenWhatPromptsBeginWithIsReadOnce()
    {
        var prompts = _golden.Cases.Select(Prompt).Where(prompt => prompt.TokenIds.Contains(_golden.Model.Config.ImageToken)).ToList();
        int Words(ModelPrompt prompt) => prompt.TokenIds.TakeWhile(token => token != _golden.Model.Config.ImageToken).Count();
        var window = prompts.MaxBy(Words)!;
        Assert.True(Words(window) >= 16, "no prompt has enough words before its first picture");
        foreach (var batch in (List<ModelPrompt>[])[[window], [window, window, window], prompts, [window, .. prompts], [window]])
        {
            _golden.Model.ReadsBeginningsOnce = false;
            var together = _golden.Model.Generate(batch, new GenerationOptions { LogProbabilities = true }, Cancel);
            _golden.Model.ReadsBeginningsOnce = true;
            var once = _golden.Model.Generate(batch, new GenerationOptions { LogProbabilities = true }, Cancel);

            Assert.Equal(together.Select(a => a.TokenIds), once.Select(a => a.TokenIds));
            foreach (var (a, b) in together.Zip(once))
                Assert.All(a.LogProbabilities!.Zip(b.LogProbabilities!), pair => Assert.Equal(pair.First, pair.Second, GoldenModel.LogitTolerance));
        }
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

    [Fact]
    public void Generate_HandsOutTheText_PieceByPiece()
    {
        var prompts = _golden.Cases.Select(Prompt).ToList();
        var pieces = prompts.Select(_ => new List<string>()).ToList();
        var answers = _golden.Model.Generate(prompts, new GenerationOptions(), (i, text) => pieces[i].Add(text), Cancel);

        Assert.Equal(answers.Select(a => a.Text), pieces.Select(p => string.Concat(p)));
        Assert.Equal(_golden.Cases.Select(c => c.GreedyText), answers.Select(a => a.Text));
        Assert.All(pieces.Zip(answers), p => Assert.True(p.First.Count > 1 || p.Second.TokenIds.Count < 3, "it came in one piece"));
    }

    [Fact]
    public void Generate_ComputesNoFurtherToken_OnceItIsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var written = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => _golden.Model.Generate(
            [Prompt(_golden.Cases[0])], new GenerationOptions(), (_, _) => { written++; cancel.Cancel(); }, cancel.Token));
        Assert.Equal(1, written);
    }

    [Fact]
    public void Generate_DrawsTheSameAnswers_InABatchAndAlone()
    {
        var prompts = _golden.Cases.Select(Prompt).ToList();
        var drawing = new GenerationOptions { Temperature = 1.5, TopP = 0.95, Seed = 11 };
        var together = _golden.Model.Generate(prompts, drawing, Cancel).Select(a => a.Text).ToList();
        var alone = prompts.Select(p => _golden.Model.Generate([p], drawing, Cancel)[0].Text).ToList();

        Assert.Equal(alone, together);
        Assert.NotEqual(together, _golden.Model.Generate(prompts, drawing with { Seed = 12 }, Cancel).Select(a => a.Text));
        Assert.NotEqual(together, _golden.Cases.Select(c => c.GreedyText));
    }

    [Fact]
    public void Generate_StopsBeforeAStopText()
    {
        var item = _golden.Cases.First(c => c.Name == "text");
        var answer = _golden.Model.Generate([Prompt(item)], new GenerationOptions { StopTexts = ["diving saves", ";;"] }, Cancel)[0];
        Assert.Equal(" goals; goal celebrations; ", answer.Text);
        Assert.Equal(StopReason.StopText, answer.Stop);
    }

    [Fact]
    public void Generate_KeepsHowLikelyEachTokenWas()
    {
        var item = _golden.Cases.First(c => c.Name == "video3");
        var prompt = Prompt(item);
        var answer = _golden.Model.Generate([prompt], new GenerationOptions { LogProbabilities = true }, Cancel)[0];
        Assert.Equal(answer.TokenIds.Count, answer.LogProbabilities!.Count);
        for (var i = 0; i < answer.TokenIds.Count; i++)
        {
            var logits = _golden.Model.NextLogits(prompt with { TokenIds = [.. item.InputIds, .. answer.TokenIds.Take(i)] }, Cancel);
            Assert.Equal(LogSoftmax.At(logits, answer.TokenIds[i]), answer.LogProbabilities[i], 1e-3);
        }
    }

    [Theory]
    [InlineData("yes-no-celebration")]
    [InlineData("yes-no-goal")]
    public void Choose_GivesWhatTheModelWouldWrite(string name)
    {
        var item = _golden.Cases.First(c => c.Name == name);
        var answer = _golden.Model.Choose(Prompt(item), ["yes", "no"], Cancel);
        Assert.Equal(item.GreedyText.Trim().TrimEnd('.'), answer.Best.Choice, ignoreCase: true);
        Assert.True(answer.Best.Probability > 0.9, $"{answer.Best}");
        Assert.True(answer.Covered > 0.9, $"covered {answer.Covered}");
    }

    /// <summary>Probabilities of answers of several tokens are those of reading the whole of them, token by token.</summary>
    [Fact]
    public void Choose_ScoresEveryTokenOfALongChoice()
    {
        var item = _golden.Cases.First(c => c.Name == "video3");
        var prompt = Prompt(item);
        string[] choices = [item.GreedyText.Trim(), "A cat sleeps on a red sofa.", "A red"];
        var answer = _golden.Model.Choose(prompt, choices, Cancel);

        var expected = choices.Select(c => Math.Exp(Score(prompt, " " + c))).ToList();
        Assert.True(expected[0] > 0.1, "the model's own answer is unlikely");
        for (var i = 0; i < choices.Length; i++)
            Assert.Equal(expected[i] / expected.Sum(), answer.Choices[i].Probability, 1e-4);
        Assert.Equal(expected.Sum(), answer.Covered, 1e-4);
    }

    [Fact]
    public void Generate_Refuses_SettingsThatMeanNothing()
    {
        var prompt = Prompt(_golden.Cases[0]);
        foreach (var options in (GenerationOptions[])[new() { Temperature = -1 }, new() { TopP = 0 }, new() { TopP = 1.1 }, new() { TopK = -1 }, new() { MinP = 2 },
            new() { RepetitionPenalty = 0 }, new() { NoRepeatNgram = -2 }, new() { MaxNewTokens = 0 }, new() { StopTexts = [""] }, new() { Temperature = double.NaN }])
            Assert.Equal(ErrorCodes.BadOption, Assert.Throws<VideoIndexException>(() => _golden.Model.Generate([prompt], options, Cancel)).Code);
    }

    [Fact]
    public void Generate_EndsTheAnswerOfBrokenFeaturesAlone()
    {
        var item = _golden.Cases.First(c => c.Pictures.Count > 0);
        var sound = Prompt(item);
        var broken = sound.ImageFeatures.ToArray();
        broken[3] = float.NaN;
        var answers = _golden.Model.Generate([sound, sound with { ImageFeatures = broken }, sound], new GenerationOptions(), Cancel);

        Assert.Equal(StopReason.NotFinite, answers[1].Stop);
        Assert.Empty(answers[1].TokenIds);
        Assert.NotEmpty(answers[0].TokenIds);
        Assert.Equal(answers[0].TokenIds, answers[2].TokenIds);
    }

    private double Score(ModelPrompt prompt, string text)
    {
        var sum = 0.0;
        List<int> read = [.. prompt.TokenIds];
        foreach (var token in _golden.Model.Tokenizer.EncodePlain(text))
        {
            sum += LogSoftmax.At(_golden.Model.NextLogits(prompt with { TokenIds = read }, Cancel), token);
            read.Add(token);
        }

        return sum;
    }

    private ModelPrompt Prompt(GoldenCase item) => new(item.InputIds, _golden.Model.EncodeImages(_golden.Pictures(item), Cancel));
}
