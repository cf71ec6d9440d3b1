using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class RotaryTableTests
{
    [Fact]
    public void Build_TurnsEachPairByItsOwnSpeed()
    {
        const int positions = 3000, headWidth = 4;
        using var table = RotaryTable.Build(positions, headWidth, theta: 10_000);
        // Pair 0 turns by one radian a position, pair 1 by 10000^(-2/4) = 0.01.
        Assert.Equal([1f, 1f], table.Cosines.Span<float>(0, 2).ToArray());
        Assert.Equal([0f, 0f], table.Sines.Span<float>(0, 2).ToArray());
        Assert.Equal(Math.Cos(2999), table.Cosines.Span<float>(2 * 2999, 1)[0], 1e-7);
        Assert.Equal(Math.Sin(29.99), table.Sines.Span<float>(2 * 2999 + 1, 1)[0], 1e-7);
    }
}
