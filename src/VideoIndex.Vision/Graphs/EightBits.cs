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

    /// <summary>A column of so many bytes is one cache line, so that every write of turned numbers fills a line.</summary>
    private const int RowsAtOnce = 64;

    public static OnnxType Type { get; } = HasExactSignedProducts() ? OnnxType.Int8 : OnnxType.UInt8;

    private static byte Zero => Type == OnnxType.Int8 ? (byte)0 : (byte)128;

    /// <returns>[inputs, outputs] of <see cref="Type"/>, [outputs] floats, [outputs] of <see cref="Type"/>.</returns>
    public static (NativeBuffer Numbers, NativeBuffer Scales, NativeBuffer Zeros) Quantize(LinearRows rows)
    {
        var (inputs, outputs) = (rows.Inputs, rows.Outputs);
        var numbers = new NativeBuffer((long)inputs * outputs);
        var scales = new NativeBuffer((long)outputs * sizeof(float));
        var zeros = new NativeBuffer(outputs);
        zeros.Span<byte>(0, outputs).Fill(Zero);
        rows.Read(RowsAtOnce, (first, floats) =>
        {
            var height = floats.Length / inputs;
            for (var row = 0; row < height; row++)
                scales.Span<float>(first + row, 1)[0] = Scale(floats.Slice(row * inputs, inputs));
            for (var input = 0; input < inputs; input++)
            {
                var line = numbers.Span<byte>((long)input * outputs + first, height);
                for (var row = 0; row < height; row++)
                    line[row] = (byte)((int)floats[row * inputs + input] + Zero);
            }
        });
        return (numbers, scales, zeros);
    }

    /// <summary>Turns an output's weights into whole numbers, of which the largest is the largest of all. One without weights has any scale.</summary>
    private static float Scale(Span<float> row)
    {
        var scale = Math.Abs(TensorPrimitives.MaxMagnitude<float>(row)) / Largest;
        if (scale == 0)
            return 1;
        TensorPrimitives.Divide(row, scale, row);
        TensorPrimitives.Round(row, row);
        return scale;
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
