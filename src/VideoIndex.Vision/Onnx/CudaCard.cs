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

    public void Run(InferenceSession session, RunOptions run, OrtIoBinding binding)
    {
        binding.SynchronizeBoundInputs();
        session.RunWithBinding(run, binding);
        binding.SynchronizeBoundOutputs();
    }
}
