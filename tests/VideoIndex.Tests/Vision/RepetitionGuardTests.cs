using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class RepetitionGuardTests
{
    [Theory]
    [InlineData(1, 12)]
    [InlineData(2, 6)]
    [InlineData(3, 4)]
    [InlineData(5, 4)]
    [InlineData(16, 4)]
    public void EndsInLoop_IsTrue_OnceAPieceHasBeenWrittenThatOften(int period, int times)
    {
        int[] opening = [901, 902, 903];
        int[] loop = [.. Enumerable.Range(0, times).SelectMany(_ => Enumerable.Range(100, period))];
        Assert.True(RepetitionGuard.EndsInLoop([.. opening, .. loop]));
        Assert.False(RepetitionGuard.EndsInLoop([.. opening, .. loop[..^1]]));
        Assert.False(RepetitionGuard.EndsInLoop([.. loop, 7]));
    }

    [Fact]
    public void EndsInLoop_IsFalse_ForTextThatComesBackToItsWords() =>
        Assert.False(RepetitionGuard.EndsInLoop([462, 277, 28, 269, 364, 428, 488, 609, 16, 462, 298, 28, 606, 394, 479, 934, 16, 462, 277, 28]));

    [Fact]
    public void EndsInLoop_IsFalse_ForNothing() => Assert.False(RepetitionGuard.EndsInLoop([]));
}
