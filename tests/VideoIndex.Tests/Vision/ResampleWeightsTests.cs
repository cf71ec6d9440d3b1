using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class ResampleWeightsTests
{
    [Theory] // values of the kernels at the distances 1.25, 0.25, 0.75, 1.75 of a doubled row, times 2^22
    [InlineData(ResampleFilter.Bicubic, 2, new[] { -294912, 3637248, 950272, -98304 })]
    [InlineData(ResampleFilter.Bilinear, 3, new[] { 3145728, 1048576 })]
    public void Of_GivesTheKernel_WhenARowIsDoubled(ResampleFilter filter, int first, int[] weights)
    {
        var doubled = new ResampleWeights(8, 16, filter);

        Assert.Equal(first, doubled.First(7));
        Assert.Equal(weights, doubled.Of(7).ToArray());
    }

    [Theory]
    [InlineData(1, 512)]
    [InlineData(512, 1)]
    [InlineData(1920, 512)]
    [InlineData(511, 512)]
    [InlineData(7, 3)]
    public void Of_StaysInsideAndSumsToOne(int inLength, int outLength)
    {
        foreach (var filter in Enum.GetValues<ResampleFilter>())
        {
            var weights = new ResampleWeights(inLength, outLength, filter);
            for (var i = 0; i < outLength; i++)
            {
                Assert.InRange(weights.First(i), 0, inLength - weights.Of(i).Length);
                Assert.InRange(weights.Of(i).ToArray().Sum(w => (long)w) - (1 << 22), -weights.Of(i).Length, weights.Of(i).Length);
            }
        }
    }
}
