using System.Numerics.Tensors;
using System.Runtime.Intrinsics.X86;

namespace VideoIndex.Vision;

/// <summary>Weights in 8-bit integers, with a scale for each output: w = scale * (number - zero).</summary>
/// <remarks>
/// Symmetric, -127 to 127. Signed where the processor multiplies unsigned by signed bytes without saturating (VNNI, and any ARM);
/// else the same numbers with 128 added, for which ONNX Runtime has exact, slower kernels. Both give the same products.
/// </remarks>
internal static class EightBits
{
    private const float Largest = 127;

    public static OnnxType Type { get; } = HasExactSignedProducts() ? OnnxType.Int8 : OnnxType.UInt8;

    private static byte Zero => Type == OnnxType.Int8 ? (byte)0 : (byte)128;

    /// <param name="floats">[inputs, outputs]</param>
    /// <returns>[inputs, outputs] of <see cref="Type"/>, [outputs] floats, [outputs] of <see cref="Type"/>.</returns>
    public static (NativeBuffer Numbers, NativeBuffer Scales, NativeBuffer Zeros) Quantize(NativeBuffer floats, int inputs, int outputs)
    {
        var numbers = new NativeBuffer((long)inputs * outputs);
        var scales = new NativeBuffer((long)outputs * sizeof(float));
        var zeros = new NativeBuffer(outputs);
        zeros.Span<byte>(0, outputs).Fill(Zero);
        var scale = scales.Span<float>(0, outputs);
        FindScales(floats, inputs, scale);
        var row = new float[outputs];
        for (var input = 0; input < inputs; input++)
        {
            TensorPrimitives.Divide(floats.Span<float>((long)input * outputs, outputs), scale, row);
            Round(row, numbers.Span<byte>((long)input * outputs, outputs));
        }

        return (numbers, scales, zeros);
    }

    /// <summary>The largest of each output's weights becomes the largest number. An output without weights has any scale.</summary>
    private static void FindScales(NativeBuffer floats, int inputs, Span<float> scale)
    {
        scale.Clear();
        for (var input = 0; input < inputs; input++)
            TensorPrimitives.MaxMagnitude(scale, floats.Span<float>((long)input * scale.Length, scale.Length), scale);
        TensorPrimitives.Abs(scale, scale);
        TensorPrimitives.Divide(scale, Largest, scale);
        scale.Replace(0, 1);
    }

    private static void Round(ReadOnlySpan<float> row, Span<byte> numbers)
    {
        for (var i = 0; i < row.Length; i++)
            numbers[i] = (byte)((int)MathF.Round(row[i]) + Zero);
    }

    private static bool HasExactSignedProducts()
    {
        if (!X86Base.IsSupported)
            return true;
        // Intel's manual, CPUID: leaf 7 ECX bit 11 is AVX512_VNNI, leaf 7 subleaf 1 EAX bit 4 is AVX-VNNI.
        const int avx512Vnni = 1 << 11, avxVnni = 1 << 4;
        return (X86Base.CpuId(7, 0).Ecx & avx512Vnni) != 0 || (X86Base.CpuId(7, 1).Eax & avxVnni) != 0;
    }
}
