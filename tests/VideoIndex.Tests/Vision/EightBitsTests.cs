using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class EightBitsTests
{
    [Fact]
    public void Quantize_KeepsEveryWeight_ToHalfAStepOfItsOutput()
    {
        const int inputs = 37, outputs = 19;
        var random = new Random(4);
        using var floats = new NativeBuffer(inputs * outputs * sizeof(float));
        var weights = floats.Span<float>(0, inputs * outputs);
        for (var i = 0; i < weights.Length; i++)
            weights[i] = i % outputs == 5 ? 0 : (random.NextSingle() - 0.5f) * (1 + i % outputs);

        var (numbers, scales, zeros) = EightBits.Quantize(floats, inputs, outputs);
        using (numbers)
        using (scales)
        using (zeros)
        {
            for (var i = 0; i < inputs * outputs; i++)
            {
                var scale = scales.Span<float>(i % outputs, 1)[0];
                var number = Value(numbers, i) - Value(zeros, i % outputs);
                Assert.InRange(number, -127, 127);
                Assert.True(Math.Abs(number * scale - weights[i]) <= scale * 0.5001f, $"weight {i}: {weights[i]} became {number * scale}");
            }

            for (var output = 0; output < outputs; output++)
            {
                var largest = Enumerable.Range(0, inputs).Max(i => Math.Abs(Value(numbers, i * outputs + output) - Value(zeros, output)));
                Assert.Equal(output == 5 ? 0 : 127, largest);
            }
        }
    }

    private static int Value(NativeBuffer numbers, int at) =>
        EightBits.Type == OnnxType.Int8 ? numbers.Span<sbyte>(at, 1)[0] : numbers.Span<byte>(at, 1)[0];
}
