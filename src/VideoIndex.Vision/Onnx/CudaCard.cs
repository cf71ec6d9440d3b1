using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace VideoIndex.Vision;

/// <summary>A card of NVIDIA's, by its number.</summary>
internal sealed record CudaCard(int Number) : IAccelerator
{
    public string Name => $"cuda:{Number}";

    /// <summary>
    /// Floats are multiplied as floats: by default the card's matrix units would cut them to 10 bits (TF32), which is the reference's precision no
    /// more. Its memory grows by what is asked for; doubling could take half of a card for nothing.
    /// </summary>
    public void AppendTo(SessionOptions options)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string>
        {
            ["device_id"] = Number.ToString(CultureInfo.InvariantCulture),
            ["use_tf32"] = "0",
            ["arena_extend_strategy"] = "kSameAsRequested",
        });
        options.AppendExecutionProvider_CUDA(cuda);
    }

    public OrtMemoryInfo NewMemoryPlace() => new(OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, Number, OrtMemType.Default);

    /// <summary>ONNX Runtime's GroupQueryAttention for CUDA is for floats of 16 bits alone (kernels of 1.31.0).</summary>
    public bool AttendsIn(OnnxType floats) => floats is OnnxType.Float16 or OnnxType.BFloat16;

    public void Run(InferenceSession session, RunOptions run, OrtIoBinding binding)
    {
        binding.SynchronizeBoundInputs();
        session.RunWithBinding(run, binding);
        binding.SynchronizeBoundOutputs();
    }
}
