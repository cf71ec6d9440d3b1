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

    /// <summary>Of a thread, in which all weights are read for each strip; with fewer they are read once, and all rows for each panel.</summary>
    private const int LeastTiles = 8;

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
        if (TilesOf(rows) >= LeastTiles * call.Scratch.Threads)
            ComputeStrips(call, inputs, layer, StripsOf(rows, call.Scratch.Threads));
        else
            ComputePanels(call, inputs, layer, rows);
    }

    public void Dispose()
    {
        weights.Dispose();
        norm?.Dispose();
        bias?.Dispose();
    }

    private static int TilesOf(int rows) => (rows + MostRows - 1) / MostRows;

    /// <summary>Every thread takes some rows.</summary>
    private void ComputeStrips(IOperatorCall call, QuantizedRows inputs, LinearTiles layer, List<(int First, int End)> strips) => WorkQueue.Run(call, strips.Count, (_, strip) =>
    {
        var (first, rowsEnd) = strips[strip];
        inputs.Quantize(first, rowsEnd);
        layer.Compute(inputs, first, rowsEnd, 0, weights.Panels);
    });

    /// <summary>Every thread takes some panels of all rows.</summary>
    private void ComputePanels(IOperatorCall call, QuantizedRows inputs, LinearTiles layer, int rows)
    {
        if (rows > MostRows)
            call.ForEach(TilesOf(rows), tile => inputs.Quantize(tile * MostRows, Math.Min(rows, (tile + 1) * MostRows)));
        else
            inputs.Quantize(0, rows);
        var panels = Math.Max(1, weights.Panels / (call.Scratch.Threads * TasksPerThread));
        call.ForEach((weights.Panels + panels - 1) / panels, task =>
            layer.Compute(inputs, 0, rows, task * panels, Math.Min(weights.Panels, (task + 1) * panels)));
    }

    /// <summary>
    /// Strips of rows, ever smaller: the last ones end nearly together, so that no thread waits long for another that was held up. In six equal
    /// strips of 1,032 rows two threads computed 95 % of the time, so 98.
    /// </summary>
    private List<(int First, int End)> StripsOf(int rows, int threads)
    {
        var most = Math.Max(1, RowsBytes / (weights.RowBytes * MostRows));
        var strips = new List<(int, int)>();
        for (int first = 0, end; first < rows; first = end)
        {
            end = Math.Min(rows, first + Math.Clamp(TilesOf(rows - first) / (2 * threads), 1, most) * MostRows);
            strips.Add((first, end));
        }

        return strips;
    }
}
