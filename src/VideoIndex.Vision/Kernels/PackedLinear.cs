using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoIndex.Vision;

/// <summary>The weights of a linear layer in signed bytes, laid out as <see cref="DotKernels"/> read them: w = scale * byte, with a scale for each output and run of inputs.</summary>
/// <remarks>Symmetric, -127 to 127. What the last panel has beyond the outputs is 0.</remarks>
internal sealed unsafe class PackedLinear : IDisposable
{
    private const float Largest = 127;
    private const int Width = DotKernelWriter.PanelWidth, Step = DotKernelWriter.StepBytes, HalfWidth = Width / 2, Lanes = 16;

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
        fixed (float* values = row)
        {
            for (var run = 0; run < Runs; run++)
            {
                var (first, at) = (run * RunInputs, ((long)panel * Runs + run) * Width + column);
                var count = Math.Min(RunInputs, Inputs - first);
                var scale = RowQuantizer.Largest(values + first, count) / Largest;
                Scales.Span<float>(at, 1)[0] = scale == 0 ? 1 : scale;
                Sums.Span<int>(at, 1)[0] = Write(values + first, count, scale == 0 ? 0 : 1 / scale, panel, run, column);
            }
        }
    }

    /// <returns>The sum of what was written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Write(float* values, int count, float factor, int panel, int run, int column)
    {
        // A column's four bytes of a step are written together.
        var target = (uint*)Numbers.Address + ((long)panel * RowBytes + run * RunInputs) / Step * Width + column;
        var numbers = stackalloc sbyte[Lanes];
        var sum = 0;
        for (var i = 0; i < count; i += Lanes)
        {
            var some = Math.Min(Lanes, count - i);
            new Span<sbyte>(numbers, Lanes).Clear();
            if (some == Lanes)
                Avx512F.ConvertToVector128SByte(Avx512F.ConvertToVector512Int32(Vector512.Load(values + i) * factor)).Store(numbers);
            else
                for (var one = 0; one < some; one++)
                    numbers[one] = (sbyte)MathF.Round(values[i + one] * factor);
            for (var one = 0; one < Lanes; one++)
                sum += numbers[one];
            for (var step = 0; step * Step < some; step++, target += Width)
                *target = ((uint*)numbers)[step];
        }

        return sum;
    }
}
