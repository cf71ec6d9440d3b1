using System.Runtime.CompilerServices;

namespace VideoIndex.Vision;

/// <summary>A layer's inputs in bytes, each run of each row with a scale and a zero of its own.</summary>
internal readonly unsafe struct QuantizedRows
{
    private readonly PackedLinear _weights;
    private readonly RowNorm? _norm;
    private readonly float* _input;

    /// <param name="scratch">Holds all of it until it is taken for something else.</param>
    public QuantizedRows(PackedLinear weights, RowNorm? norm, float* input, int rows, KernelScratch scratch)
    {
        (_weights, _norm) = (weights, norm);
        _input = input;
        var runs = (long)rows * weights.Runs;
        var memory = scratch.Take(runs * (sizeof(float) + sizeof(int)) + (long)rows * weights.RowBytes).Address;
        Scales = (float*)memory;
        Zeros = (int*)(Scales + runs);
        Bytes = (byte*)(Zeros + runs);
    }

    /// <summary>[rows, runs]</summary>
    public float* Scales { get; }

    /// <summary>[rows, runs]</summary>
    public int* Zeros { get; }

    /// <summary>[rows, row bytes]</summary>
    public byte* Bytes { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Quantize(int firstRow, int endRow)
    {
        using var normal = _norm is null ? null : new NativeBuffer((long)_weights.Inputs * sizeof(float));
        for (var row = firstRow; row < endRow; row++)
        {
            var source = _input + (long)row * _weights.Inputs;
            if (normal is not null)
            {
                _norm!.Apply(source, (float*)normal.Address, _weights.Inputs);
                source = (float*)normal.Address;
            }

            QuantizeRow(row, source);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void QuantizeRow(int row, float* source)
    {
        for (var run = 0; run < _weights.Runs; run++)
        {
            var (first, at) = (run * _weights.RunInputs, (long)row * _weights.Runs + run);
            (Scales[at], Zeros[at]) = RowQuantizer.Quantize(
                source + first, Math.Min(_weights.RunInputs, _weights.Inputs - first), Bytes + (long)row * _weights.RowBytes + first);
        }
    }
}
