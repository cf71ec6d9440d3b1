using System.Numerics.Tensors;

namespace VideoIndex.Vision;

/// <summary>The weights of a linear layer in signed bytes, laid out as <see cref="DotKernels"/> read them: w = scale * byte, with a scale for each output and run of inputs.</summary>
/// <remarks>Symmetric, -127 to 127. What the last panel has beyond the outputs is 0.</remarks>
internal sealed class PackedLinear : IDisposable
{
    private const float Largest = 127;
    private const int Width = DotKernelWriter.PanelWidth, Step = DotKernelWriter.StepBytes, HalfWidth = Width / 2;

    private readonly bool _isGated;

    private PackedLinear(int inputs, int columns, int runInputs, bool isGated)
    {
        (Inputs, _isGated) = (inputs, isGated);
        RunInputs = RowQuantizer.Padded((inputs + Math.Max(1, inputs / runInputs) - 1) / Math.Max(1, inputs / runInputs));
        Runs = (inputs + RunInputs - 1) / RunInputs;
        RowBytes = (Runs - 1) * RunInputs + RowQuantizer.Padded(inputs - (Runs - 1) * RunInputs);
        Panels = isGated ? (columns / 2 + HalfWidth - 1) / HalfWidth : (columns + Width - 1) / Width;
        Outputs = isGated ? columns / 2 : columns;
        Numbers = new NativeBuffer((long)Panels * RowBytes * Width);
        Scales = new NativeBuffer((long)Panels * Runs * Width * sizeof(float));
        Sums = new NativeBuffer((long)Panels * Runs * Width * sizeof(int));
        foreach (var buffer in (NativeBuffer[])[Numbers, Scales, Sums])
            buffer.Clear();
    }

    public int Inputs { get; }

    /// <summary>After what a layer ends with.</summary>
    public int Outputs { get; }

    public int Panels { get; }

    /// <summary>Inputs that share a scale; the last run may be shorter.</summary>
    public int RunInputs { get; }

    public int Runs { get; }

    /// <summary>Of a row of inputs in bytes: every run whole steps long.</summary>
    public int RowBytes { get; }

    /// <summary>[panels, row bytes / 4, 32, 4] signed bytes.</summary>
    public NativeBuffer Numbers { get; }

    /// <summary>[panels, runs, 32] floats.</summary>
    public NativeBuffer Scales { get; }

    /// <summary>[panels, runs, 32] integers: all bytes of a column in a run added up.</summary>
    public NativeBuffer Sums { get; }

    public long Bytes => Numbers.Bytes + Scales.Bytes + Sums.Bytes;

    /// <param name="runInputs">About so many inputs share a scale; the runs are of one length, as far as that goes.</param>
    /// <param name="end">
    /// With <see cref="LinearEnd.GatedSilu"/> the first half of the rows lies in the first 16 columns of each panel, and the second, which it is
    /// multiplied by, in the others.
    /// </param>
    public static PackedLinear Quantize(LinearRows rows, int runInputs, LinearEnd end)
    {
        var weights = new PackedLinear(rows.Inputs, rows.Outputs, runInputs, end == LinearEnd.GatedSilu);
        rows.ReadEach(Width, weights.QuantizeRow);
        return weights;
    }

    public void Dispose()
    {
        Numbers.Dispose();
        Scales.Dispose();
        Sums.Dispose();
    }

    /// <summary>In which panel an output's weights are, and in which of its columns.</summary>
    private (int Panel, int Column) PlaceOf(int output)
    {
        if (!_isGated)
            return (output / Width, output % Width);
        var (half, place) = Math.DivRem(output, Outputs);
        return (place / HalfWidth, half * HalfWidth + place % HalfWidth);
    }

    private void QuantizeRow(int output, Span<float> row)
    {
        var (panel, column) = PlaceOf(output);
        for (var run = 0; run < Runs; run++)
        {
            var values = row[(run * RunInputs)..Math.Min(row.Length, (run + 1) * RunInputs)];
            var at = ((long)panel * Runs + run) * Width + column;
            var scale = Math.Abs(TensorPrimitives.MaxMagnitude<float>(values)) / Largest;
            Scales.Span<float>(at, 1)[0] = scale == 0 ? 1 : scale;
            Sums.Span<int>(at, 1)[0] = Write(values, scale == 0 ? 0 : 1 / scale, panel, run, column);
        }
    }

    /// <returns>The sum of what was written.</returns>
    private int Write(Span<float> values, float factor, int panel, int run, int column)
    {
        var first = ((long)panel * RowBytes + run * RunInputs) * Width;
        var target = Numbers.Span<sbyte>(first, RowQuantizer.Padded(values.Length) * Width);
        var sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var number = (int)MathF.Round(values[i] * factor);
            target[(i / Step * Width + column) * Step + i % Step] = (sbyte)number;
            sum += number;
        }

        return sum;
    }
}
