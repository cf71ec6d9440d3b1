using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.Kernels;

public sealed unsafe class DotKernelsTests
{
    private const int Width = DotKernelWriter.PanelWidth, Step = DotKernelWriter.StepBytes;

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_GivesTheExactSums_OfUnsignedBytesBySigned(int rows, int steps)
    {
        var kernels = Numbers.Bytes;
        var random = new Random(rows * 100 + steps);
        var stride = steps * Step + 4;
        using NativeBuffer left = new(rows * stride), panel = new(steps * Width * Step), sums = new(rows * Width * sizeof(int));
        random.NextBytes(left.Span<byte>(0, rows * stride));
        random.NextBytes(panel.Span<byte>(0, steps * Width * Step));

        kernels.Multiply((void*)left.Address, stride, rows, (void*)panel.Address, steps, (void*)sums.Address);

        for (var row = 0; row < rows; row++)
            for (var column = 0; column < Width; column++)
            {
                var expected = Enumerable.Range(0, steps * Step)
                    .Sum(i => left.Span<byte>(row * stride + i, 1)[0] * panel.Span<sbyte>((i / Step * Width + column) * Step + i % Step, 1)[0]);
                Assert.Equal(expected, sums.Span<int>(row * Width + column, 1)[0]);
            }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Multiply_GivesTheSums_OfBrainFloats(int rows, int steps)
    {
        var kernels = Numbers.BrainFloats;
        var random = new Random(rows * 100 + steps);
        var stride = steps * 2;
        using NativeBuffer left = new(rows * stride * 2), panel = new(steps * Width * 4), sums = new(rows * Width * sizeof(float));
        foreach (var (memory, count) in new[] { (left, rows * stride), (panel, steps * Width * 2) })
            for (var i = 0; i < count; i++)
                memory.Span<ushort>(i, 1)[0] = Upper(random.NextSingle() - 0.5f);

        kernels.Multiply((void*)left.Address, stride * 2, rows, (void*)panel.Address, steps, (void*)sums.Address);

        for (var row = 0; row < rows; row++)
            for (var column = 0; column < Width; column++)
            {
                var expected = Enumerable.Range(0, steps * 2)
                    .Sum(i => (double)Whole(left.Span<ushort>(row * stride + i, 1)[0]) * Whole(panel.Span<ushort>((i / 2 * Width + column) * 2 + i % 2, 1)[0]));
                Assert.Equal(expected, sums.Span<float>(row * Width + column, 1)[0], 1e-5);
            }
    }

    private static ushort Upper(float value) => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);

    private static float Whole(ushort upper) => BitConverter.UInt32BitsToSingle((uint)upper << 16);

    /// <summary>Every number of rows, and steps that fill the unrolled loop, do not, and none of it.</summary>
    public static IEnumerable<TheoryDataRow<int, int>> Sizes =>
        from rows in Enumerable.Range(1, DotKernelWriter.MostRows) from steps in (int[])[1, 3, 4, 18, 64] select new TheoryDataRow<int, int>(rows, steps);
}
