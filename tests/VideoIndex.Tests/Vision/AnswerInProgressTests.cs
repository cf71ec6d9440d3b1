using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class AnswerInProgressTests
{
    private const int End = 3;

    [Fact]
    public void Take_CollectsTheLikeliestTokens_UntilTheEndToken()
    {
        var answer = Take(new GenerationOptions(), [0, 9, 1, 2], [7, 1, 2, 3], [0, 0, 0, 5]);
        Assert.Equal([1, 0], answer.TokenIds);
        Assert.Equal(StopReason.EndToken, answer.Stop);
    }

    [Fact]
    public void Take_ChoosesTheNextBest_WhenATokenIsBanned()
    {
        var answer = Take(new GenerationOptions { BannedTokens = [1] }, [0, 9, 5, 2], [0, 9, 1, 8]);
        Assert.Equal([2], answer.TokenIds);
        Assert.Equal(StopReason.EndToken, answer.Stop);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Take_Stops_WhenALogitIsNoNumber(float bad)
    {
        var answer = Take(new GenerationOptions { BannedTokens = [2] }, [5, 1, 1, 1], [5, 1, bad, 1]);
        Assert.Equal([0], answer.TokenIds);
        Assert.Equal(StopReason.NotFinite, answer.Stop);
    }

    [Fact]
    public void Take_Stops_AtTheMostTokens()
    {
        var answer = Take(new GenerationOptions { MaxNewTokens = 2 }, [5, 1, 1, 1], [1, 5, 1, 1]);
        Assert.Equal([0, 1], answer.TokenIds);
        Assert.Equal(StopReason.MaxNewTokens, answer.Stop);
    }

    [Fact]
    public void Take_Stops_AtRepetition_UnlessToldOtherwise()
    {
        var logits = Enumerable.Range(0, 40).Select(_ => new float[] { 5, 1, 1, 1 }).ToArray();
        Assert.Equal(StopReason.Repetition, Take(new GenerationOptions(), logits).Stop);
        Assert.Equal(StopReason.MaxNewTokens, Take(new GenerationOptions { MaxNewTokens = 40, StopAtRepetition = false }, logits).Stop);
    }

    [Fact]
    public void Take_WeighsOtherTokensMore_WhenThePromptHoldsTheLikeliest()
    {
        var penalised = Take(new GenerationOptions { RepetitionPenalty = 2, MaxNewTokens = 1 }, [4, 3, 1, 0]);
        Assert.Equal([1], penalised.TokenIds);
    }

    [Fact]
    public void Take_WritesNoRunTwice_WithThePromptCounted()
    {
        var logits = Enumerable.Range(0, 4).Select(_ => new float[] { 5, 4, 3, 0 }).ToArray();
        // The prompt is 0: after it 0 may come once, after 0 0 no third.
        var answer = Take(new GenerationOptions { NoRepeatNgram = 2, MaxNewTokens = 4 }, logits);
        Assert.Equal([0, 1, 0, 2], answer.TokenIds);
    }

    [Fact]
    public void Take_KeepsProbabilitiesAsTheModelGaveThem()
    {
        float[] logits = [MathF.Log(0.5f), MathF.Log(0.3f), MathF.Log(0.1f), MathF.Log(0.1f)];
        var answer = Take(new GenerationOptions { LogProbabilities = true, BannedTokens = [0], RepetitionPenalty = 1.2, MaxNewTokens = 1 }, logits);
        Assert.Equal([1], answer.TokenIds);
        Assert.Equal(Math.Log(0.3), Assert.Single(answer.LogProbabilities!), 1e-6);
        Assert.Null(Take(new GenerationOptions(), [0, 1, 2, 3]).LogProbabilities);
    }

    [Fact]
    public void Take_Ends_WhenNothingMayBeWritten()
    {
        var answer = Take(new GenerationOptions { BannedTokens = [0, 1, 2, 3] }, [1, 2, 3, 4]);
        Assert.Empty(answer.TokenIds);
        Assert.Equal(StopReason.EndToken, answer.Stop);
    }

    [Fact]
    public void Take_Stops_AtAStopText()
    {
        var answer = Take(new GenerationOptions { StopTexts = ["bc"] }, [5, 1, 1, 1], [1, 5, 1, 1], [1, 1, 5, 1], [5, 1, 1, 1]);
        Assert.Equal(StopReason.StopText, answer.Stop);
        Assert.Equal([0, 1, 2], answer.TokenIds);
        Assert.Equal("a", answer.Text);
    }

    [Fact]
    public void Take_DrawsTheSame_ForTheSameSeed()
    {
        var logits = Enumerable.Range(0, 30).Select(_ => new float[] { 1, 1.2f, 1.1f, -9 }).ToArray();
        var options = new GenerationOptions { Temperature = 1, Seed = 5, MaxNewTokens = 30, StopAtRepetition = false };
        var drawn = Take(options, logits).TokenIds;
        Assert.Equal(drawn, Take(options, logits).TokenIds);
        Assert.NotEqual(drawn, Take(options with { Seed = 6 }, logits).TokenIds);
        Assert.Equal([0, 1, 2], drawn.Distinct().Order());
    }

    private static GeneratedAnswer Take(GenerationOptions options, params float[][] steps)
    {
        var answer = new AnswerInProgress([End], options, [0], new AnswerText(new Letters(), options.StopTexts, null));
        foreach (var logits in steps.TakeWhile(_ => answer.Stop is null))
            answer.Take(logits.ToArray());
        return answer.ToAnswer();
    }

    private sealed class Letters : ITokenText
    {
        public string Append(int id) => ((char)('a' + id)).ToString();

        public string Finish() => "";
    }
}
