using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VideoIndex.Vision;

/// <summary>Computes a linear layer's outputs, twelve rows by one panel at a time.</summary>
internal readonly unsafe struct LinearTiles(DotKernels kernels, PackedLinear weights, NativeBuffer? bias, LinearEnd end, float* added, float* output)
{
    // A cache line.
    private const int Alignment = 64;
    private const int Rows = DotKernelWriter.MostRows, Width = DotKernelWriter.PanelWidth, Lanes = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Compute(QuantizedRows inputs, int firstRow, int endRow, int firstPanel, int endPanel)
    {
        var memory = stackalloc byte[2 * Rows * Width * sizeof(float) + Alignment];
        var sums = (int*)(((nint)memory + Alignment - 1) & -Alignment);
        var tile = (float*)(sums + Rows * Width);
        for (var panel = firstPanel; panel < endPanel; panel++)
        {
            for (var row = firstRow; row < endRow; row += Rows)
            {
                var count = Math.Min(Rows, endRow - row);
                for (var run = 0; run < weights.Runs; run++)
                {
                    Multiply(inputs, row, count, panel, run, sums);
                    if (run < weights.Runs - 1)
                        Scale(inputs, row, count, panel, run, sums, tile);
                    else
                        Finish(inputs, row, count, panel, sums, tile);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(in QuantizedRows inputs, int row, int count, int panel, int run, int* sums)
    {
        var first = run * weights.RunInputs;
        var bytes = Math.Min(weights.RunInputs, weights.RowBytes - first);
        kernels.Multiply(inputs.Bytes + (long)row * weights.RowBytes + first, weights.RowBytes, count,
            (byte*)weights.Numbers.Address + ((long)panel * weights.RowBytes + first) * Width, bytes / DotKernelWriter.StepBytes, sums);
    }

    /// <summary>The products' sums as numbers, onto those of the runs before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scale(in QuantizedRows inputs, int row, int count, int panel, int run, int* sums, float* tile)
    {
        var panelScales = new PanelScales(weights, panel, run);
        for (var last = row + count; row < last; row++, sums += Width, tile += Width)
        {
            var (left, right) = panelScales.Apply(inputs, row, sums);
            if (run > 0)
                (left, right) = (left + Vector512.Load(tile), right + Vector512.Load(tile + Lanes));
            left.Store(tile);
            right.Store(tile + Lanes);
        }
    }

    /// <summary>The same for the last run, with what comes after the sums, to where they go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(in QuantizedRows inputs, int row, int count, int panel, int* sums, float* tile)
    {
        var run = weights.Runs - 1;
        var panelScales = new PanelScales(weights, panel, run);
        var width = end == LinearEnd.GatedSilu ? Lanes : Width;
        var columns = Math.Min(width, weights.Outputs - panel * width);
        Vector512<float> leftBias = default, rightBias = default;
        if (bias is not null)
            (leftBias, rightBias) = (Vector512.Load((float*)bias.Address + panel * width), Vector512.Load((float*)bias.Address + panel * width + Lanes));
        var at = (long)row * weights.Outputs + panel * width;
        for (var last = row + count; row < last; row++, sums += Width, tile += Width, at += weights.Outputs)
        {
            var (left, right) = panelScales.Apply(inputs, row, sums);
            if (run > 0)
                (left, right) = (left + Vector512.Load(tile), right + Vector512.Load(tile + Lanes));
            (left, right) = End(left + leftBias, right + rightBias);
            if (columns == width)
                Store(left, right, at);
            else
                StoreSome(left, right, at, columns, tile);
        }
    }

    /// <summary>With a gate only the left numbers are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector512<float> Left, Vector512<float> Right) End(Vector512<float> left, Vector512<float> right) => end switch
    {
        LinearEnd.Gelu => (VectorFunctions.Gelu(left), VectorFunctions.Gelu(right)),
        LinearEnd.GatedSilu => (VectorFunctions.Silu(left) * right, default),
        _ => (left, right),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(Vector512<float> left, Vector512<float> right, long at)
    {
        if (added is not null)
            left += Vector512.Load(added + at);
        left.Store(output + at);
        if (end == LinearEnd.GatedSilu)
            return;
        if (added is not null)
            right += Vector512.Load(added + at + Lanes);
        right.Store(output + at + Lanes);
    }

    /// <summary>Of a last panel that is not full.</summary>
    private void StoreSome(Vector512<float> left, Vector512<float> right, long at, int columns, float* tile)
    {
        left.Store(tile);
        right.Store(tile + Lanes);
        for (var column = 0; column < columns; column++)
            output[at + column] = tile[column] + (added is null ? 0 : added[at + column]);
    }
}
