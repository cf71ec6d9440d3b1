using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.Kernels;

public sealed class CachedAttentionOperatorTests
{
    private const int Heads = 4, Shared = 2, Width = 64, Places = 60, Positions = 64, Stride = (Heads + 2 * Shared) * Width;

    private static readonly float[] s_cosines = [.. Enumerable.Range(0, Positions * Width / 2).Select(i => (float)Math.Cos(Angle(i)))];
    private static readonly float[] s_sines = [.. Enumerable.Range(0, Positions * Width / 2).Select(i => (float)Math.Sin(Angle(i)))];

    [Fact]
    public void Compute_GivesTheSame_InOnePieceInTwoAndTokenByToken()
    {
        var kernels = Numbers.BrainFloats;
        const int tokens = 45;
        var packed = Numbers.Random(3, tokens * Stride);
        var whole = Run(kernels, packed, tokens, [tokens]);
        // In brain floats both, so equal to the rounding of sums that are grouped otherwise.
        AssertNear(whole, Run(kernels, packed, tokens, [20, tokens - 20]), 1e-3);
        // A token alone is computed in floats.
        AssertNear(whole, Run(kernels, packed, tokens, [.. Enumerable.Repeat(1, tokens)]), 0.02);
        AssertNear(Expected(packed, tokens), whole, 0.02);
    }

    [Fact]
    public void Compute_KeepsRowsApart_WhateverTheirLengths()
    {
        var kernels = Numbers.BrainFloats;
        int[] lengths = [7, 41];
        var packed = lengths.Select((length, row) => Numbers.Random(10 + row, length * Stride)).ToArray();
        using var memory = new CachedRows(rows: 2);
        for (var row = 0; row < 2; row++)
            memory.Run(kernels, packed[row][..^Stride], row, rows: 1, lengths[row] - 1, lengths[row] - 2);
        var last = memory.Run(kernels, [.. packed[0][^Stride..], .. packed[1][^Stride..]], 0, rows: 2, 1, lengths[0] - 1, lengths[1] - 1);
        for (var row = 0; row < 2; row++)
            AssertNear(Expected(packed[row], lengths[row])[^(Heads * Width)..], last[(row * Heads * Width)..((row + 1) * Heads * Width)], 0.02);
    }

    [Fact]
    public void Compute_Refuses_WhatDoesNotFitTheCache()
    {
        var kernels = Numbers.BrainFloats;
        using var memory = new CachedRows(rows: 1);
        Assert.Throws<ArgumentException>(() => memory.Run(kernels, Numbers.Random(1, 2 * Stride), 0, 1, 2, Places));
        Assert.Throws<ArgumentException>(() => memory.Run(kernels, Numbers.Random(1, 2 * Stride), 0, 1, 2, 0));
    }

    private static float[] Run(DotKernels kernels, float[] packed, int tokens, int[] pieces)
    {
        using var memory = new CachedRows(rows: 1);
        var found = new List<float>();
        var done = 0;
        foreach (var piece in pieces)
        {
            found.AddRange(memory.Run(kernels, packed[(done * Stride)..((done + piece) * Stride)], 0, 1, piece, done + piece - 1));
            done += piece;
        }

        Assert.Equal(tokens, done);
        return [.. found];
    }

    private static float[] Expected(float[] packed, int tokens)
    {
        var result = new float[tokens * Heads * Width];
        for (var token = 0; token < tokens; token++)
            for (var head = 0; head < Heads; head++)
            {
                double[] Turned(int place, int column) => [.. Enumerable.Range(0, Width).Select(i => Turn(packed.AsSpan(place * Stride + column, Width), place, i))];
                var shared = head * Shared / Heads;
                var query = Turned(token, head * Width);
                var scores = Enumerable.Range(0, token + 1).Select(k => query.Zip(Turned(k, (Heads + shared) * Width), (a, b) => a * b).Sum() / Math.Sqrt(Width)).ToArray();
                var weights = scores.Select(s => Math.Exp(s - scores.Max())).ToArray();
                for (var i = 0; i < Width; i++)
                    result[(token * Heads + head) * Width + i] =
                        (float)(Enumerable.Range(0, token + 1).Sum(k => weights[k] * packed[k * Stride + (Heads + Shared + shared) * Width + i]) / weights.Sum());
            }

        return result;
    }

    private static double Turn(ReadOnlySpan<float> values, int place, int i)
    {
        var half = Width / 2;
        double cosine = s_cosines[place * half + i % half], sine = s_sines[place * half + i % half];
        return i < half ? values[i] * cosine - values[half + i] * sine : values[i] * cosine + values[i - half] * sine;
    }

    private static double Angle(int i) => i / (Width / 2) * Math.Pow(10000, -2.0 * (i % (Width / 2)) / Width);

    private static void AssertNear(float[] expected, float[] found, double most)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], most);
    }

    /// <summary>The caches of some rows, filled with what is no number.</summary>
    private sealed class CachedRows : IDisposable
    {
        private const int RowValues = Shared * Places * Width;
        private readonly NativeBuffer _keys, _values;

        public CachedRows(int rows)
        {
            NativeBuffer Fresh() => Numbers.InMemory(Enumerable.Repeat(float.NaN, rows * RowValues).ToArray());
            (_keys, _values) = (Fresh(), Fresh());
        }

        /// <summary>Adds tokens to rows that lie side by side.</summary>
        public float[] Run(DotKernels kernels, float[] packed, int firstRow, int rows, int tokens, params int[] lastPlaces)
        {
            using NativeBuffer input = Numbers.InMemory(packed), last = Numbers.InMemory(lastPlaces), total = Numbers.InMemory(lastPlaces.Max() + 1);
            using NativeBuffer cosines = Numbers.InMemory(s_cosines), sines = Numbers.InMemory(s_sines);
            using NativeBuffer keys = Part(_keys, firstRow, rows), values = Part(_values, firstRow, rows);
            long[] shape = [rows, Shared, Places, Width], table = [Positions, Width / 2];
            using var call = new FakeCall(threads: 2, (input, [rows, tokens, Stride]), (keys, shape), (values, shape), (last, [rows]), (total, []), (cosines, table), (sines, table));
            (call.Outputs[1], call.Outputs[2]) = (keys, values);
            new CachedAttentionOperator(kernels, Heads, Shared, Width).Compute(call);
            Return(_keys, keys, firstRow, rows);
            Return(_values, values, firstRow, rows);
            return call.Read(0, rows * tokens * Heads * Width);
        }

        public void Dispose()
        {
            _keys.Dispose();
            _values.Dispose();
        }

        private static NativeBuffer Part(NativeBuffer all, int firstRow, int rows) => Numbers.InMemory(all.Span<float>(firstRow * RowValues, rows * RowValues).ToArray());

        private static void Return(NativeBuffer all, NativeBuffer part, int firstRow, int rows) =>
            part.Span<float>(0, rows * RowValues).CopyTo(all.Span<float>(firstRow * RowValues, rows * RowValues));
    }
}
