using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoIndex.Vision;

/// <summary>Turns floats into unsigned bytes as they come: value = scale * (byte - zero), the zero and the scale chosen so that smallest and largest just fit.</summary>
internal static unsafe class RowQuantizer
{
    private const int Lanes = 16;
    private const float LargestByte = 255;

    /// <summary>Rounded up to whole steps of a kernel.</summary>
    public static int Padded(int values) => (values + DotKernelWriter.StepBytes - 1) / DotKernelWriter.StepBytes * DotKernelWriter.StepBytes;

    /// <param name="count">Of the values; bytes are written up to <see cref="Padded"/>. What stands in the padding does not matter: the weights there are 0.</param>
    /// <returns>A scale that is not a number where a value was none, or too large.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Scale, int Zero) Quantize(float* values, int count, byte* bytes)
    {
        var (smallest, largest) = Range(values, count);
        var scale = (largest - smallest) / LargestByte;
        Unsafe.InitBlockUnaligned(bytes + count, 0, (uint)(Padded(count) - count));
        if (scale == 0)
            scale = 1;
        if (!float.IsFinite(scale))
        {
            Unsafe.InitBlockUnaligned(bytes, 0, (uint)count);
            return (float.NaN, 0);
        }

        var zero = (int)MathF.Round(-smallest / scale);
        Write(values, count, bytes, 1 / scale, zero);
        return (scale, zero);
    }

    /// <summary>The largest magnitude; not-a-numbers are handed on.</summary>
    public static float Largest(float* values, int count)
    {
        var (smallest, largest) = Range(values, count);
        return MathF.Max(-smallest, largest);
    }

    /// <summary>Zero among them, so that it is met exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Smallest, float Largest) Range(float* values, int count)
    {
        Vector512<float> low = default, high = default;
        var i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            var some = Vector512.Load(values + i);
            // Not-a-numbers are handed on by these, which is one way to see them.
            low = Vector512.Min(low, some);
            high = Vector512.Max(high, some);
        }

        var (smallest, largest) = (-VectorFunctions.Most(-low), VectorFunctions.Most(high));
        for (; i < count; i++)
            (smallest, largest) = (MathF.Min(smallest, values[i]), MathF.Max(largest, values[i]));
        return (smallest, largest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(float* values, int count, byte* bytes, float factor, int zero)
    {
        var shift = Vector512.Create(zero);
        var i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            var whole = Avx512F.ConvertToVector512Int32(Vector512.Load(values + i) * factor) + shift;
            Avx512F.ConvertToVector128ByteWithSaturation(Vector512.Max(whole, Vector512<int>.Zero).AsUInt32()).Store(bytes + i);
        }

        for (; i < count; i++)
            bytes[i] = (byte)Math.Clamp((int)MathF.Round(values[i] * factor) + zero, 0, (int)LargestByte);
    }
}
