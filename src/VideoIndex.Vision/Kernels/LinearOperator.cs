namespace VideoIndex.Vision;

/// <summary>A linear layer in bytes, with what comes right after it: y = end(norm(x) W + bias) + added.</summary>
/// <remarks>Each row of inputs has scales of its own, so a row's answer does not depend on what is computed with it.</remarks>
/// <param name="norm">Of each row of the input; null for none.</param>
/// <param name="bias">[outputs] floats, in the order of the panels; null for none.</param>
internal sealed unsafe class LinearOperator(DotKernels kernels, PackedLinear weights, RowNorm? norm, NativeBuffer? bias, LinearEnd end) : IOwnOperator
{
    private const int MostRows = DotKernelWriter.MostRows, Width = DotKernelWriter.PanelWidth;

    /// <summary>Rows of inputs that are multiplied by one panel after another stay in the second cache, which has a megabyte or two, half of it for them.</summary>
    private const int RowsBytes = 400 << 10;

    /// <summary>More tasks than threads: one that is held up holds up less.</summary>
    private const int TasksPerThread = 3;

    public long WeightBytes => weights.Bytes + (norm?.Bytes ?? 0) + (bias?.Bytes ?? 0);

    /// <summary>[..., inputs], and perhaps what is added, to [..., outputs].</summary>
    public void Compute(IOperatorCall call)
    {
        var input = call.Input(0);
        if (input.Shape[^1] != weights.Inputs)
            throw new ArgumentException($"rows of {input.Shape[^1]} numbers, expected {weights.Inputs}");
        var rows = 1;
        foreach (var size in input.Shape[..^1])
            rows = checked(rows * (int)size);
        var output = call.Output(0, [.. input.Shape[..^1], weights.Outputs]);
        var inputs = new QuantizedRows(weights, norm, input.Floats, rows, call.Scratch);
        var layer = new LinearTiles(kernels, weights, bias, end, call.Inputs > 1 ? call.Input(1).Floats : null, output);
        var strips = StripsOf(rows, call.Scratch.Threads);
        if (strips > 1)
        {
            var tiles = (rows + MostRows - 1) / MostRows;
            int FirstOf(int strip) => Math.Min(rows, (int)((long)tiles * strip / strips) * MostRows);
            call.ForEach(strips, strip =>
            {
                inputs.Quantize(FirstOf(strip), FirstOf(strip + 1));
                layer.Compute(inputs, FirstOf(strip), FirstOf(strip + 1), 0, weights.Panels);
            });
            return;
        }

        // Few rows: every thread takes some panels of all of them.
        inputs.Quantize(0, rows);
        var panels = Math.Max(1, weights.Panels / (call.Scratch.Threads * TasksPerThread));
        call.ForEach((weights.Panels + panels - 1) / panels, task =>
            layer.Compute(inputs, 0, rows, task * panels, Math.Min(weights.Panels, (task + 1) * panels)));
    }

    public void Dispose()
    {
        weights.Dispose();
        norm?.Dispose();
        bias?.Dispose();
    }

    /// <summary>Into how many strips of rows, of nearly as many tiles each; 1 where there are too few for all threads.</summary>
    private int StripsOf(int rows, int threads)
    {
        var tiles = (rows + MostRows - 1) / MostRows;
        if (tiles < 2 * threads)
            return 1;
        var most = Math.Max(1, RowsBytes / (weights.RowBytes * MostRows));
        return Math.Min(tiles, Math.Max(threads * TasksPerThread, (tiles + most - 1) / most));
    }
}
