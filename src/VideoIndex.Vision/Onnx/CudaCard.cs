using Microsoft.ML.OnnxRuntime;

namespace VideoIndex.Vision;

/// <summary>A card of NVIDIA's, by its number.</summary>
internal sealed record CudaCard(int Number) : IAccelerator
{
    public string Name => $"cuda:{Number}";

    public void AppendTo(SessionOptions options) => options.AppendExecutionProvider_CUDA(Number);

    public void Run(InferenceSession session, RunOptions run, OrtIoBinding binding)
    {
        binding.SynchronizeBoundInputs();
        session.RunWithBinding(run, binding);
        binding.SynchronizeBoundOutputs();
    }
}
