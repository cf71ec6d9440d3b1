using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.Kernels;

public sealed class LinearOperatorTests
{
    /// <summary>Rows, inputs, outputs, inputs that share a scale; sizes that fill tiles, panels and runs, and sizes that do not.</summary>
    public static TheoryData<int, int, int, int> Sizes => new()
    {
        { 1, 64, 32, 64 },
        { 1, 37, 5, 37 },
        { 12, 128, 64, 128 },
        { 13, 129, 70, 64 },
        { 50, 96, 33, 48 },
        { 150, 40, 96, 40 },
        { 300, 40, 96, 40 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Compute_IsNearToFloats(int rows, int inputs, int outputs, int run)
    {
        float[] x = Numbers.Random(1, rows * inputs), w = Numbers.Random(2, outputs * inputs), bias = Numbers.Random(3, outputs), added = Numbers.Random(4, rows * outputs);
        float[] found = Compute(x, w, rows, inputs, run, LinearEnd.Nothing, bias, added);
        double[] expected = [.. Enumerable.Range(0, rows * outputs).Select(i => Dot(x, i / outputs, w, i % outputs, inputs) + bias[i % outputs] + added[i])];
        AssertNear(expected, found, Math.Sqrt(inputs));
    }

    [Fact]
    public void Compute_AppliesGelu()
    {
        const int rows = 15, inputs = 64, outputs = 40;
        float[] x = Numbers.Random(5, rows * inputs), w = Numbers.Random(6, outputs * inputs);
        double[] expected = [.. Enumerable.Range(0, rows * outputs).Select(i => Gelu(Dot(x, i / outputs, w, i % outputs, inputs)))];
        AssertNear(expected, Compute(x, w, rows, inputs, inputs, LinearEnd.Gelu, null, null), Math.Sqrt(inputs));
    }

    [Fact]
    public void Compute_GatesTheSecondHalfByTheFirst()
    {
        // 20 outputs: a panel of 16 pairs and one of 4.
        const int rows = 14, inputs = 96, outputs = 20;
        float[] x = Numbers.Random(7, rows * inputs), w = Numbers.Random(8, 2 * outputs * inputs);
        var found = Compute(x, w, rows, inputs, 48, LinearEnd.GatedSilu, null, null);
        double[] expected = [.. Enumerable.Range(0, rows * outputs).Select(i =>
            Silu(Dot(x, i / outputs, w, i % outputs, inputs)) * Dot(x, i / outputs, w, outputs + i % outputs, inputs))];
        AssertNear(expected, found, inputs);
    }

    [Fact]
    public void Compute_GivesARowTheSameAnswer_WhateverElseIsThere()
    {
        const int rows = 301, inputs = 72, outputs = 65;
        float[] x = Numbers.Random(9, rows * inputs), w = Numbers.Random(10, outputs * inputs);
        x[5] = 4000;
        var together = Compute(x, w, rows, inputs, 36, LinearEnd.Gelu, null, null);
        for (var row = 0; row < rows; row++)
            Assert.Equal(Compute(x[(row * inputs)..((row + 1) * inputs)], w, 1, inputs, 36, LinearEnd.Gelu, null, null), together[(row * outputs)..((row + 1) * outputs)]);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Compute_SpoilsTheRowWithoutANumber_AndNoOther(float spoiled)
    {
        const int rows = 13, inputs = 64, outputs = 33;
        float[] x = Numbers.Random(11, rows * inputs), w = Numbers.Random(12, outputs * inputs);
        x[3 * inputs + 7] = spoiled;
        var found = Compute(x, w, rows, inputs, inputs, LinearEnd.Nothing, null, null);
        for (var i = 0; i < found.Length; i++)
            Assert.Equal(i / outputs == 3, float.IsNaN(found[i]));
    }

    [Fact]
    public void Compute_NormalisesRowsFirst()
    {
        const int rows = 6, inputs = 64, outputs = 8;
        float[] x = Numbers.Random(13, rows * inputs, 30), w = Numbers.Random(14, outputs * inputs), scale = Numbers.Random(15, inputs), shift = Numbers.Random(16, inputs);
        double[] normal = new double[rows * inputs];
        for (var row = 0; row < rows; row++)
        {
            var values = x[(row * inputs)..((row + 1) * inputs)].Select(v => (double)v).ToArray();
            double mean = values.Average(), deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)) + 1e-6);
            for (var i = 0; i < inputs; i++)
                normal[row * inputs + i] = (values[i] - mean) / deviation * scale[i] + shift[i];
        }

        float[] expectedInput = [.. normal.Select(v => (float)v)];
        double[] expected = [.. Enumerable.Range(0, rows * outputs).Select(i => Dot(expectedInput, i / outputs, w, i % outputs, inputs))];
        using var norm = new RowNorm(Numbers.InMemory(scale), Numbers.InMemory(shift), 1e-6f);
        AssertNear(expected, Compute(x, w, rows, inputs, inputs, LinearEnd.Nothing, null, null, norm), Math.Sqrt(inputs));
    }

    private static float[] Compute(float[] x, float[] w, int rows, int inputs, int run, LinearEnd end, float[]? bias, float[]? added, RowNorm? norm = null)
    {
        using var layer = new WeightRows(inputs, w);
        var packed = PackedLinear.Quantize(layer.Rows, run, end);
        var padded = bias is null ? null : Numbers.InMemory([.. bias, .. new float[packed.Panels * DotKernelWriter.PanelWidth - bias.Length]]);
        using var computed = new LinearOperator(Numbers.Bytes, packed, norm, padded, end);
        using var input = Numbers.InMemory(x);
        using var more = added is null ? null : Numbers.InMemory(added);
        (NativeBuffer, long[])[] inputsOf = more is null ? [(input, [1, rows, inputs])] : [(input, [1, rows, inputs]), (more, [1, rows, packed.Outputs])];
        using var call = new FakeCall(threads: 2, inputsOf);
        computed.Compute(call);
        return call.Read(0, rows * packed.Outputs);
    }

    /// <summary>Both sides are rounded to a 250th of their largest; errors add up as the square root of their number.</summary>
    private static void AssertNear(double[] expected, float[] found, double scale)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 0.02 * scale);
        double dot = expected.Zip(found, (a, b) => a * b).Sum(), norms = Math.Sqrt(expected.Sum(a => a * a) * found.Sum(b => (double)b * b));
        Assert.True(dot / norms > 0.9995, $"cosine {dot / norms}");
    }

    private static double Dot(float[] x, int row, float[] w, int output, int inputs) =>
        Enumerable.Range(0, inputs).Sum(i => (double)x[row * inputs + i] * w[output * inputs + i]);

    private static double Gelu(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));

    private static double Silu(double x) => x / (1 + Math.Exp(-x));
}
