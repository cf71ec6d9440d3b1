using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class BlockBitsTests
{
    // Three blocks of 128 and a bit, or ten of 32 and a bit; more rows than are read at once.
    private const int Inputs = 330, Outputs = 21;

    [Fact]
    public void Quantize_To8Bits_KeepsEveryWeightToHalfAStepOfItsBlock()
    {
        var weights = RandomWeights();
        using var layer = new WeightRows(Inputs, weights);
        using var blocks = BlockBits.Quantize(layer.Rows, BlockBits.Eight);

        Assert.Equal((3, 128), (blocks.Blocks, blocks.BlockBytes));
        Assert.Null(blocks.Zeros);
        for (var i = 0; i < weights.Length; i++)
        {
            var (output, input) = (i / Inputs, i % Inputs);
            var scale = Scale(blocks, output, input / 128);
            Assert.InRange(scale * (Number(blocks, output, input) - 128) - weights[i], -0.501f * scale, 0.501f * scale);
        }

        Assert.Equal(128, Number(blocks, Outputs - 1, 3 * 128 - 1)); // past the last input
    }

    [Fact]
    public void Quantize_To4Bits_PutsTwoNumbersAndTwoZerosInAByte_TheFirstBelow()
    {
        var weights = RandomWeights();
        using var layer = new WeightRows(Inputs, weights);
        using var blocks = BlockBits.Quantize(layer.Rows, BlockBits.Four);

        Assert.Equal((11, 16, 6), (blocks.Blocks, blocks.BlockBytes, blocks.ZeroBytes));
        Span<byte> digits = stackalloc byte[32];
        for (var output = 0; output < Outputs; output++)
        {
            for (var block = 0; block < blocks.Blocks; block++)
            {
                var start = output * Inputs + block * 32;
                var (scale, zero) = FourBitBlock.Quantize(weights.AsSpan(start, Math.Min(32, Inputs - block * 32)), digits);
                Assert.Equal(scale, Scale(blocks, output, block));
                Assert.Equal(zero, Nibble(blocks.Zeros!, output * blocks.ZeroBytes, block));
                for (var i = 0; i < 32; i++)
                    Assert.Equal(digits[i], Nibble(blocks.Numbers, (output * blocks.Blocks + block) * 16, i));
            }
        }
    }

    [Fact]
    public void Quantize_OfABlockOfZeros_GivesZeros()
    {
        using var layer = new WeightRows(Inputs, new float[Inputs]);
        using var blocks = BlockBits.Quantize(layer.Rows, BlockBits.Eight);
        Assert.All(Enumerable.Range(0, Inputs), input => Assert.Equal(128, Number(blocks, 0, input)));
    }

    private static int Number(BlockBits blocks, int output, int input) => blocks.Numbers.Span<byte>((long)output * blocks.Blocks * blocks.BlockBytes + input, 1)[0];

    private static float Scale(BlockBits blocks, int output, int block) => blocks.Scales.Span<float>(output * blocks.Blocks + block, 1)[0];

    private static int Nibble(NativeBuffer bytes, int start, int at) => (bytes.Span<byte>(start + at / 2, 1)[0] >> (4 * (at % 2))) & 15;

    private static float[] RandomWeights()
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, Inputs * Outputs).Select(i => (random.NextSingle() - 0.5f) * (1 + i % 7))];
    }
}
