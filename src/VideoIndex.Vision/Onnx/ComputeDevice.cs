using Microsoft.ML.OnnxRuntime;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Where a model runs, and why it does not run elsewhere.</summary>
/// <param name="Name"><c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Note">Why CUDA was not taken though it might have been; null where there is nothing to say.</param>
internal sealed record ComputeDevice(string Name, string? Note)
{
    private const int FirstCard = 0;

    public bool IsCpu => Name == "cpu";

    /// <exception cref="VideoIndexException"><c>device_unavailable</c> when CUDA was asked for by name and cannot be had.</exception>
    public static ComputeDevice Select(VisionOptions options)
    {
        if (options.Device == "cpu")
            return new ComputeDevice("cpu", null);
        using var probe = new SessionOptions();
        var (problem, cause) = TryAppendCuda(probe);
        if (problem is null)
            return new ComputeDevice($"cuda:{FirstCard}", null);
        if (options.Device == "cuda")
            throw new VideoIndexException(ErrorCodes.DeviceUnavailable, $"cannot run on `cuda`: {problem}", "leave the device to `auto`, or take `cpu`", cause);
        return new ComputeDevice("cpu", $"cuda not taken: {problem}");
    }

    public void AppendTo(SessionOptions options)
    {
        if (!IsCpu)
            options.AppendExecutionProvider_CUDA(FirstCard);
    }

    private static (string? Problem, Exception? Cause) TryAppendCuda(SessionOptions options)
    {
        try
        {
            options.AppendExecutionProvider_CUDA(FirstCard);
            return (null, null);
        }
        catch (EntryPointNotFoundException e)
        {
            return ("this build of ONNX Runtime is for the CPU only", e);
        }
        catch (OnnxRuntimeException e)
        {
            // A CUDA build on a machine without driver, card or CUDA's libraries.
            return (e.Message.ReplaceLineEndings(" "), e);
        }
    }
}
