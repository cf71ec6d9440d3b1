using System.Numerics.Tensors;

namespace VideoIndex.Vision;

/// <summary>What an adapter adds to one linear layer: scale B A.</summary>
/// <param name="down">A, [rank, inputs].</param>
/// <param name="up">B, [outputs, rank].</param>
internal sealed class LoraDelta(float[] down, float[] up, int rank, float scale)
{
    /// <summary>Adds its share to some of the layer's rows [rows, inputs], of which the first is <paramref name="firstRow"/>.</summary>
    public void AddTo(int firstRow, int inputs, Span<float> rows)
    {
        for (var row = 0; row * inputs < rows.Length; row++)
        {
            var target = rows.Slice(row * inputs, inputs);
            for (var r = 0; r < rank; r++)
                TensorPrimitives.MultiplyAdd(down.AsSpan(r * inputs, inputs), scale * up[(firstRow + row) * rank + r], target, target);
        }
    }
}
