using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class LogitRulesTests
{
    [Fact]
    public void PenaliseRepetition_DividesAboveZeroAndMultipliesBelow_OnceForEachToken()
    {
        float[] logits = [3, -3, 6, 0, 5];
        LogitRules.PenaliseRepetition(logits, [0, 1, 3, 1, 0, 0], 1.5);
        Assert.Equal([2, -4.5f, 6, 0, 5], logits);
    }

    [Fact]
    public void BanRepeatedRuns_BansWhatEndedTheSameBeginningBefore()
    {
        var logits = new float[8];
        // 1 2 was followed by 3 and by 4.
        LogitRules.BanRepeatedRuns(logits, [1, 2, 3, 1, 2, 4, 7, 1, 2], 3);
        Assert.Equal([3, 4], Banned(logits));
    }

    [Fact]
    public void BanRepeatedRuns_BansEveryTokenOfTheContext_ForRunsOfOne()
    {
        var logits = new float[8];
        LogitRules.BanRepeatedRuns(logits, [1, 2, 5], 1);
        Assert.Equal([1, 2, 5], Banned(logits));
    }

    [Fact]
    public void BanRepeatedRuns_BansNothing_WhenTheContextIsShorter()
    {
        var logits = new float[8];
        LogitRules.BanRepeatedRuns(logits, [1, 1], 3);
        Assert.Empty(Banned(logits));
    }

    private static int[] Banned(float[] logits) => [.. logits.Index().Where(l => float.IsNegativeInfinity(l.Item)).Select(l => l.Index)];
}
