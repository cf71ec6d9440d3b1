using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class EightBitsTests
{
    [Fact]
    public void Quantize_KeepsEveryWeight_ToHalfAStepOfItsOutput()
    {
        // More outputs than are turned at once, and not a multiple of them; in two layers, one below the other.
        const int inputs = 37, outputs = 139, first = 70, empty = 75;
        var random = new Random(4);
        float[] weights = [.. Enumerable.Range(0, inputs * outputs).Select(i => i / inputs == empty ? 0 : (random.NextSingle() - 0.5f) * (1 + i / inputs))];
        using var layers = new WeightRows(inputs, weights[..(first * inputs)], weights[(first * inputs)..]);

        var (numbers, scales, zeros) = EightBits.Quantize(layers.Rows);
        using (numbers)
        using (scales)
        using (zeros)
        {
            for (var output = 0; output < outputs; output++)
            {
                var scale = scales.Span<float>(output, 1)[0];
                var row = Enumerable.Range(0, inputs).Select(i => Value(numbers, i * outputs + output) - Value(zeros, output)).ToList();
                Assert.Equal(output == empty ? 0 : 127, row.Max(Math.Abs));
                for (var input = 0; input < inputs; input++)
                {
                    var weight = weights[output * inputs + input];
                    Assert.True(Math.Abs(row[input] * scale - weight) <= scale * 0.5001f, $"weight {output}, {input}: {weight} became {row[input] * scale}");
                }
            }
        }
    }

    private static int Value(NativeBuffer numbers, int at) =>
        EightBits.Type == OnnxType.Int8 ? numbers.Span<sbyte>(at, 1)[0] : numbers.Span<byte>(at, 1)[0];
}
