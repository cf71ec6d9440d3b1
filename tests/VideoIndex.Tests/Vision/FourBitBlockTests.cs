using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class FourBitBlockTests
{
    [Fact]
    public void Quantize_IsExact_WhereSixteenEvenlySpacedValuesAreEnough()
    {
        float[] values = [.. Enumerable.Range(-5, 16).Select(i => i * 0.25f)];
        var found = RoundTrip(values, out var zero);
        Assert.Equal(5, zero);
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(values[i], found[i], 1e-6f);
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(-1f)]
    public void Quantize_KeepsZeroAsZero_WhenAllHaveOneSign(float sign)
    {
        float[] values = [.. Enumerable.Range(0, 32).Select(i => i % 4 == 0 ? 0 : sign * (3 + i))];
        var found = RoundTrip(values, out _);
        for (var i = 0; i < values.Length; i += 4)
            Assert.Equal(0, found[i]);
    }

    [Fact]
    public void Quantize_ErrsLess_ThanSpreadingFromTheLeastToTheLargest()
    {
        var random = new Random(6);
        double kept = 0, plain = 0;
        for (var block = 0; block < 200; block++)
        {
            float[] values = [.. Enumerable.Range(0, 32).Select(_ => Bell(random))];
            kept += Error(values, RoundTrip(values, out _));
            plain += Error(values, Plain(values));
        }

        Assert.InRange(kept / plain, 0.5, 0.93);
    }

    [Fact]
    public void Quantize_FillsWhatIsOver_WithTheZero()
    {
        var digits = new byte[32];
        var (_, zero) = FourBitBlock.Quantize([-1, 0.5f, 2], digits);
        Assert.All(digits[3..], digit => Assert.Equal(zero, digit));
        FourBitBlock.Quantize(new float[8], digits);
        Assert.All(digits, digit => Assert.Equal(0, digit));
    }

    private static float[] RoundTrip(float[] values, out byte zero)
    {
        var digits = new byte[values.Length];
        (var scale, zero) = FourBitBlock.Quantize(values, digits);
        Assert.All(digits, digit => Assert.InRange(digit, 0, 15));
        var from = zero;
        return [.. digits.Select(digit => scale * (digit - from))];
    }

    private static float[] Plain(float[] values)
    {
        var (least, scale) = (values.Min(), (values.Max() - values.Min()) / 15);
        var zero = MathF.Round(-least / scale);
        return [.. values.Select(v => scale * (Math.Clamp(MathF.Round(v / scale) + zero, 0, 15) - zero))];
    }

    private static double Error(float[] values, float[] found) => values.Zip(found, (a, b) => (double)(a - b) * (a - b)).Sum();

    private static float Bell(Random random) => (float)(Enumerable.Range(0, 6).Sum(_ => random.NextDouble()) - 3);
}
