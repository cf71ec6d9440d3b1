using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VideoIndex.Vision;

/// <summary>Turns the sums of one run of one panel's products into numbers: minus what the zeros of the rows add, times both scales.</summary>
internal readonly unsafe struct PanelScales
{
    private const int Lanes = 16;

    private readonly Vector512<float> _left, _right;
    private readonly Vector512<int> _leftSum, _rightSum;
    private readonly int _run, _runs;

    public PanelScales(PackedLinear weights, int panel, int run)
    {
        (_run, _runs) = (run, weights.Runs);
        var at = ((long)panel * _runs + run) * DotKernelWriter.PanelWidth;
        (_left, _right) = (Vector512.Load((float*)weights.Scales.Address + at), Vector512.Load((float*)weights.Scales.Address + at + Lanes));
        (_leftSum, _rightSum) = (Vector512.Load((int*)weights.Sums.Address + at), Vector512.Load((int*)weights.Sums.Address + at + Lanes));
    }

    /// <param name="sums">[32] of one row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<float> Left, Vector512<float> Right) Apply(in QuantizedRows inputs, int row, int* sums)
    {
        var at = (long)row * _runs + _run;
        Vector512<int> zero = Vector512.Create(inputs.Zeros[at]);
        Vector512<float> scale = Vector512.Create(inputs.Scales[at]);
        return (Vector512.ConvertToSingle(Vector512.Load(sums) - _leftSum * zero) * (_left * scale),
            Vector512.ConvertToSingle(Vector512.Load(sums + Lanes) - _rightSum * zero) * (_right * scale));
    }
}
