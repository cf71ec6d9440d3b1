using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Where, in what numbers and with how many threads a model runs.</summary>
public sealed record VisionOptions
{
    /// <summary><c>auto</c> takes a CUDA device when this build has one that works, and the CPU when not, or when it stops working; <c>cuda</c> and <c>cpu</c> take that or fail.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Threads of one operator; 0 takes one per processor. More than there are cores slows every step down.</summary>
    public int Threads { get; init; }

    /// <summary>As the checkpoint was trained, unless memory or time are short.</summary>
    public Precision Precision { get; init; }

    /// <summary>Folder of a LoRA adapter (PEFT's adapter_config.json and adapter_model.safetensors) that is merged into the weights; null for none.</summary>
    public string? Adapter { get; init; }

    /// <summary>What <see cref="Device"/> means by another device than the CPU.</summary>
    internal IAccelerator Accelerator { get; init; } = new CudaCard(0);

    /// <summary>Whether our own code may compute where it can; without it ONNX Runtime's does, as on processors that lack the instructions.</summary>
    internal bool OwnKernels { get; init; } = true;

    internal int ThreadCount => Threads == 0 ? Environment.ProcessorCount : Threads;

    /// <exception cref="VideoIndexException"><c>bad_option</c>: the key, the value and what is allowed.</exception>
    internal void Validate()
    {
        if (Device is not ("auto" or "cpu" or "cuda"))
            throw new VideoIndexException(ErrorCodes.BadOption, $"device is `{Device}`, expected auto, cpu or cuda");
        if (Threads is < 0 or > 1024)
            throw new VideoIndexException(ErrorCodes.BadOption, $"threads is `{Threads}`, expected 0 (one per processor) to 1024");
    }
}
