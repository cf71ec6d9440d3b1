using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.Kernels;

public sealed class AttentionOperatorTests
{
    // Sequences, positions, heads, width of a head. 72 is the large model's; 729 of its positions fill no panel.
    [Theory]
    [InlineData(1, 1, 1, 64)]
    [InlineData(2, 33, 3, 64)]
    [InlineData(1, 61, 2, 72)]
    [InlineData(1, 128, 1, 16)]
    public void Compute_IsNearToAttentionInDoubles(int sequences, int positions, int heads, int width)
    {
        var all = heads * width;
        var packed = Numbers.Random(positions, sequences * positions * 3 * all);
        using var input = Numbers.InMemory(packed);
        using var call = new FakeCall(threads: 4, (input, [sequences, positions, 3 * all]));
        new AttentionOperator(Numbers.BrainFloats, all, heads).Compute(call);
        var found = call.Read(0, sequences * positions * all);

        for (var sequence = 0; sequence < sequences; sequence++)
            for (var head = 0; head < heads; head++)
                for (var position = 0; position < positions; position++)
                {
                    float At(int place, int part, int i) => packed[((sequence * positions + place) * 3 + part) * all + head * width + i];
                    var scores = Enumerable.Range(0, positions).Select(k => Enumerable.Range(0, width).Sum(i => (double)At(position, 0, i) * At(k, 1, i)) / Math.Sqrt(width)).ToArray();
                    var weights = scores.Select(s => Math.Exp(s - scores.Max())).ToArray();
                    for (var i = 0; i < width; i++)
                    {
                        var expected = Enumerable.Range(0, positions).Sum(k => weights[k] * At(k, 2, i)) / weights.Sum();
                        Assert.Equal(expected, found[(sequence * positions + position) * all + head * width + i], 0.01);
                    }
                }
    }
}
