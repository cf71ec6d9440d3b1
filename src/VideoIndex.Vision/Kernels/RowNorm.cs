using System.Numerics.Tensors;

namespace VideoIndex.Vision;

/// <summary>Normalises a row before it is multiplied: LayerNorm where there is a bias, else RMSNorm.</summary>
internal sealed class RowNorm(NativeBuffer weight, NativeBuffer? bias, float epsilon) : IDisposable
{
    public long Bytes => weight.Bytes + (bias?.Bytes ?? 0);

    public void Apply(ReadOnlySpan<float> row, Span<float> target)
    {
        var source = row;
        if (bias is not null)
        {
            TensorPrimitives.Subtract(row, TensorPrimitives.Sum(row) / row.Length, target);
            source = target;
        }

        var factor = 1 / MathF.Sqrt(TensorPrimitives.SumOfSquares(source) / row.Length + epsilon);
        TensorPrimitives.Multiply(source, factor, target);
        if (bias is null)
            TensorPrimitives.Multiply(target, weight.Span<float>(0, row.Length), target);
        else
            TensorPrimitives.MultiplyAdd(target, weight.Span<float>(0, row.Length), bias.Span<float>(0, row.Length), target);
    }

    public void Dispose()
    {
        weight.Dispose();
        bias?.Dispose();
    }
}
