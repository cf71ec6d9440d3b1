namespace VideoIndex.Vision;

/// <summary>With what <see cref="Precision.EightBit"/> is computed on this machine's processor.</summary>
public static class ByteArithmetic
{
    /// <summary>A phrase for people: whose kernels, and why not ours where they are ONNX Runtime's.</summary>
    public static string Describe() => (DotKernels.WhyNoBytes, DotKernels.BrainFloats) switch
    {
        (null, not null) => "int8 with kernels of our own (AVX-512 VNNI, attention in BF16)",
        (null, null) => "int8 with kernels of our own (AVX-512 VNNI), attention with ONNX Runtime's: no AVX-512 BF16",
        ({ } why, _) => $"int8 with ONNX Runtime's kernels; ours are not used: {why}",
    };
}
