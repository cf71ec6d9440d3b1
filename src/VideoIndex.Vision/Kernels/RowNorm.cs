using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoIndex.Vision;

/// <summary>Normalises a row before it is multiplied: LayerNorm where there is a bias, else RMSNorm.</summary>
/// <remarks>
/// Written out: a library's general functions are compiled in haste when they are first called, and the ones for 16 numbers at once then took as
/// long for the first minute of a run as half of the multiplications.
/// </remarks>
internal sealed unsafe class RowNorm(NativeBuffer weight, NativeBuffer? bias, float epsilon) : IDisposable
{
    private const int Lanes = 16;

    public long Bytes => weight.Bytes + (bias?.Bytes ?? 0);

    /// <param name="target">May be the row itself.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(float* row, float* target, int count)
    {
        var factors = (float*)weight.Address;
        var shifts = bias is null ? null : (float*)bias.Address;
        var mean = shifts is null ? 0 : Sum(row, count) / count;
        var scale = 1 / MathF.Sqrt(SumOfSquares(row, mean, count) / count + epsilon);
        Vector512<float> means = Vector512.Create(mean), scales = Vector512.Create(scale);
        var i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            Vector512<float> normal = (Vector512.Load(row + i) - means) * scales, factor = Vector512.Load(factors + i);
            (shifts is null ? normal * factor : Avx512F.FusedMultiplyAdd(normal, factor, Vector512.Load(shifts + i))).Store(target + i);
        }

        for (; i < count; i++)
            target[i] = (row[i] - mean) * scale * factors[i] + (shifts is null ? 0 : shifts[i]);
    }

    public void Dispose()
    {
        weight.Dispose();
        bias?.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum(float* row, int count)
    {
        Vector512<float> first = default, second = default, third = default, fourth = default;
        var i = 0;
        for (; i <= count - 4 * Lanes; i += 4 * Lanes)
        {
            first += Vector512.Load(row + i);
            second += Vector512.Load(row + i + Lanes);
            third += Vector512.Load(row + i + 2 * Lanes);
            fourth += Vector512.Load(row + i + 3 * Lanes);
        }

        var sum = Vector512.Sum(first + second + (third + fourth));
        for (; i < count; i++)
            sum += row[i];
        return sum;
    }

    /// <summary>Of what is left without the mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SumOfSquares(float* row, float mean, int count)
    {
        Vector512<float> first = default, second = default, third = default, fourth = default, means = Vector512.Create(mean);
        var i = 0;
        for (; i <= count - 4 * Lanes; i += 4 * Lanes)
        {
            first = AddSquare(Vector512.Load(row + i) - means, first);
            second = AddSquare(Vector512.Load(row + i + Lanes) - means, second);
            third = AddSquare(Vector512.Load(row + i + 2 * Lanes) - means, third);
            fourth = AddSquare(Vector512.Load(row + i + 3 * Lanes) - means, fourth);
        }

        var sum = Vector512.Sum(first + second + (third + fourth));
        for (; i < count; i++)
            sum += (row[i] - mean) * (row[i] - mean);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AddSquare(Vector512<float> value, Vector512<float> sum) => Avx512F.FusedMultiplyAdd(value, value, sum);
}
