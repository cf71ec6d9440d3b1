using Microsoft.ML.OnnxRuntime;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Where a model runs, and why it does not run elsewhere.</summary>
/// <param name="Accelerator">Null for the processor.</param>
/// <param name="Note">Why an accelerator was not taken, or was given up, though it might have been; null where there is nothing to say.</param>
internal sealed record ComputeDevice(IAccelerator? Accelerator, string? Note)
{
    /// <summary>The processor, which nobody wanted otherwise.</summary>
    public static ComputeDevice Cpu { get; } = new(null, null);

    /// <summary><c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Name => Accelerator?.Name ?? "cpu";

    public bool IsCpu => Accelerator is null;

    /// <exception cref="VideoIndexException"><c>device_unavailable</c> when CUDA was asked for by name and cannot be had.</exception>
    public static ComputeDevice Select(VisionOptions options)
    {
        if (options.Device == "cpu")
            return Cpu;
        using var probe = new SessionOptions();
        var (problem, cause) = TryAppend(options.Accelerator, probe);
        if (problem is null)
            return new ComputeDevice(options.Accelerator, null);
        if (options.Device == "cuda")
            throw new VideoIndexException(ErrorCodes.DeviceUnavailable, $"cannot run on `cuda`: {problem}", HintFor(problem), cause);
        return new ComputeDevice(null, $"cuda not taken: {problem}");
    }

    /// <summary>The processor, because this device failed.</summary>
    public ComputeDevice GivenUp(VideoIndexException trouble) => new(null, $"{Name} given up: {trouble.Message}");

    public void AppendTo(SessionOptions options) => Accelerator?.AppendTo(options);

    /// <exception cref="OnnxRuntimeException">It failed.</exception>
    public void Run(InferenceSession session, RunOptions run, OrtIoBinding binding)
    {
        if (Accelerator is null)
            session.RunWithBinding(run, binding);
        else
            Accelerator.Run(session, run, binding);
    }

    private static string HintFor(string problem)
    {
        const string otherwise = "leave the device to `auto`, or take `cpu`";
        return problem == CudaTrouble.CpuOnly ? otherwise : $"{CudaTrouble.Needs}; or {otherwise}";
    }

    private static (string? Problem, Exception? Cause) TryAppend(IAccelerator accelerator, SessionOptions options)
    {
        try
        {
            accelerator.AppendTo(options);
            return (null, null);
        }
        catch (EntryPointNotFoundException e)
        {
            return (CudaTrouble.CpuOnly, e);
        }
        catch (OnnxRuntimeException e)
        {
            // A CUDA build on a machine without driver, card or CUDA's libraries.
            return (CudaTrouble.Sentence(e.Message), e);
        }
    }
}
