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
                    Scale(inputs, row, count, panel, run, sums, tile);
                }

                Finish(row, count, panel, tile);
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

    /// <summary>The products' sums as numbers: those of bytes minus what the rows' zeros add, times both scales; onto those of the runs before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scale(in QuantizedRows inputs, int row, int count, int panel, int run, int* sums, float* tile)
    {
        var runs = weights.Runs;
        var at = ((long)panel * runs + run) * Width;
        float* scales = (float*)weights.Scales.Address + at, rowScale = inputs.Scales + ((long)row * runs + run);
        int* columns = (int*)weights.Sums.Address + at, rowZero = inputs.Zeros + ((long)row * runs + run);
        Vector512<float> left = Vector512.Load(scales), right = Vector512.Load(scales + Lanes);
        Vector512<int> leftSum = Vector512.Load(columns), rightSum = Vector512.Load(columns + Lanes);
        for (var last = sums + count * Width; sums < last; sums += Width, tile += Width, rowScale += runs, rowZero += runs)
        {
            Vector512<int> zero = Vector512.Create(*rowZero);
            Vector512<float> scale = Vector512.Create(*rowScale);
            var leftValue = Vector512.ConvertToSingle(Vector512.Load(sums) - leftSum * zero) * (left * scale);
            var rightValue = Vector512.ConvertToSingle(Vector512.Load(sums + Lanes) - rightSum * zero) * (right * scale);
            if (run > 0)
                (leftValue, rightValue) = (leftValue + Vector512.Load(tile), rightValue + Vector512.Load(tile + Lanes));
            leftValue.Store(tile);
            rightValue.Store(tile + Lanes);
        }
    }

    /// <summary>What comes after the sums, and where they go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(int row, int count, int panel, float* tile)
    {
        var width = end == LinearEnd.GatedSilu ? Lanes : Width;
        var column = panel * width;
        if (bias is not null)
            AddBias(tile, count, (float*)bias.Address + column);
        if (end == LinearEnd.Gelu)
            Gelu(tile, count);
        if (end == LinearEnd.GatedSilu)
            Gate(tile, count);
        var columns = Math.Min(width, weights.Outputs - column);
        var at = (long)row * weights.Outputs + column;
        var target = output + at;
        var source = added is null ? null : added + at;
        for (var last = tile + count * Width; tile < last; tile += Width, target += weights.Outputs, source += source is null ? 0 : weights.Outputs)
            Store(tile, source, target, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Store(float* tile, float* source, float* target, int columns)
    {
        var lane = 0;
        for (; lane <= columns - Lanes; lane += Lanes)
        {
            var value = Vector512.Load(tile + lane);
            if (source is not null)
                value += Vector512.Load(source + lane);
            value.Store(target + lane);
        }

        for (; lane < columns; lane++)
            target[lane] = tile[lane] + (source is null ? 0 : source[lane]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBias(float* tile, int count, float* bias)
    {
        Vector512<float> left = Vector512.Load(bias), right = Vector512.Load(bias + Lanes);
        for (var last = tile + count * Width; tile < last; tile += Width)
        {
            (Vector512.Load(tile) + left).Store(tile);
            (Vector512.Load(tile + Lanes) + right).Store(tile + Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gelu(float* tile, int count)
    {
        for (var last = tile + count * Width; tile < last; tile += Lanes)
            VectorFunctions.Gelu(Vector512.Load(tile)).Store(tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gate(float* tile, int count)
    {
        for (var last = tile + count * Width; tile < last; tile += Width)
            (VectorFunctions.Silu(Vector512.Load(tile)) * Vector512.Load(tile + Lanes)).Store(tile);
    }
}
