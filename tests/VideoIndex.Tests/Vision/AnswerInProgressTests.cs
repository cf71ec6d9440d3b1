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

    private static GeneratedAnswer Take(GenerationOptions options, params float[][] steps)
    {
        var answer = new AnswerInProgress([End], options);
        foreach (var logits in steps.TakeWhile(_ => answer.Stop is null))
            answer.Take(logits.ToArray());
        return answer.ToAnswer();
    }
}
