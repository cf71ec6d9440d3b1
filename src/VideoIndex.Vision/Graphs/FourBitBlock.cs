using System.Numerics.Tensors;

namespace VideoIndex.Vision;

/// <summary>Finds the sixteen evenly spaced values that a short run of weights is best rounded to. Pure.</summary>
/// <remarks>
/// Spreading them from the least to the largest weight spends them on the two outermost. Narrower spreads are tried too, each with the scale
/// that fits its rounding best (least squares), and the one with the least squared error is kept.
/// </remarks>
internal static class FourBitBlock
{
    private const int Largest = 15;

    /// <summary>Shares of the whole spread.</summary>
    private static readonly float[] s_spreads = [1, 0.95f, 0.9f, 0.85f, 0.8f, 0.75f, 0.7f];

    /// <param name="digits">At least as long as <paramref name="values"/>; takes 0 to 15 for each, and the zero for what is over.</param>
    /// <returns>A value is about scale * (digit - zero).</returns>
    public static (float Scale, byte Zero) Quantize(ReadOnlySpan<float> values, Span<byte> digits)
    {
        float least = Math.Min(0, TensorPrimitives.Min(values)), most = Math.Max(0, TensorPrimitives.Max(values));
        if (most == least)
        {
            digits.Clear();
            return (1, 0);
        }

        Span<float> rounded = stackalloc float[values.Length];
        (float Scale, float Zero, float Error) best = (1, 0, float.PositiveInfinity);
        foreach (var spread in s_spreads)
        {
            var scale = spread * (most - least) / Largest;
            var zero = MathF.Round(-spread * least / scale);
            Round(values, scale, zero, rounded);
            var fitted = TensorPrimitives.Dot(values, rounded) / TensorPrimitives.SumOfSquares<float>(rounded);
            // The sum of (v - s r)^2 at the best s, but for the sum of v^2, which is the same for all.
            var error = -fitted * TensorPrimitives.Dot(values, rounded);
            if (error < best.Error)
                best = (fitted, zero, error);
        }

        Round(values, best.Scale, best.Zero, rounded);
        digits.Fill((byte)best.Zero);
        for (var i = 0; i < rounded.Length; i++)
            digits[i] = (byte)(rounded[i] + best.Zero);
        return (best.Scale, (byte)best.Zero);
    }

    /// <summary>Values as whole numbers of the scale, from -zero to 15 - zero.</summary>
    private static void Round(ReadOnlySpan<float> values, float scale, float zero, Span<float> rounded)
    {
        TensorPrimitives.Multiply(values, 1 / scale, rounded);
        TensorPrimitives.Round(rounded, rounded);
        TensorPrimitives.Clamp(rounded, -zero, Largest - zero, rounded);
    }
}
