using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.Kernels;

/// <summary>Random numbers in memory as operators take it, and what is skipped without the processor's instructions.</summary>
internal static class Numbers
{
    public static DotKernels Bytes => Have(DotKernels.Bytes);

    public static DotKernels BrainFloats => Have(DotKernels.BrainFloats);

    public static float[] Random(int seed, int count, float spread = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * spread))];
    }

    public static NativeBuffer InMemory(float[] values)
    {
        var memory = new NativeBuffer((long)values.Length * sizeof(float));
        values.CopyTo(memory.Span<float>(0, values.Length));
        return memory;
    }

    public static NativeBuffer InMemory(params int[] values)
    {
        var memory = new NativeBuffer((long)values.Length * sizeof(int));
        values.CopyTo(memory.Span<int>(0, values.Length));
        return memory;
    }

    private static DotKernels Have(DotKernels? kernels)
    {
        Assert.SkipWhen(kernels is null, "left out: this processor has no AVX-512 that multiplies bytes and brain floats, or this system is not Linux");
        return kernels!;
    }
}
