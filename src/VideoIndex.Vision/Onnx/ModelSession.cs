using Microsoft.ML.OnnxRuntime;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>A graph that is ready to run, with the weights it reads. One run at a time.</summary>
internal sealed class ModelSession : IDisposable
{
    private readonly IReadOnlyList<OnnxWeight> _weights;
    private readonly InferenceSession _session;

    private ModelSession(InferenceSession session, IReadOnlyList<OnnxWeight> weights) => (_session, _weights) = (session, weights);

    /// <summary>Takes over the graph's weights, whatever happens.</summary>
    /// <exception cref="VideoIndexException"><c>model_unsupported</c> or <c>device_unavailable</c> when ONNX Runtime refuses the graph.</exception>
    public static ModelSession Create(OnnxGraph graph, ComputeDevice device, VisionOptions vision)
    {
        try
        {
            using var options = Options(device, vision);
            ExternalWeights.Add(options, graph.Weights);
            return new ModelSession(new InferenceSession(graph.ToModel(), options), graph.Weights);
        }
        catch (OnnxRuntimeException e)
        {
            Free(graph.Weights);
            var message = $"cannot make the {graph.Name} graph on `{device.Name}`: {e.Message.ReplaceLineEndings(" ")}";
            throw device.IsCpu
                ? new VideoIndexException(ErrorCodes.ModelUnsupported, message, null, e)
                : new VideoIndexException(ErrorCodes.DeviceUnavailable, message, "take the device `cpu`", e);
        }
    }

    public OrtIoBinding NewBinding() => _session.CreateIoBinding();

    /// <exception cref="OperationCanceledException">Also in the middle of a run: ONNX Runtime stops at the next operator.</exception>
    public void Run(OrtIoBinding binding, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var run = new RunOptions();
        using var stop = cancel.Register(() => run.Terminate = true);
        try
        {
            binding.SynchronizeBoundInputs();
            _session.RunWithBinding(run, binding);
            binding.SynchronizeBoundOutputs();
        }
        catch (OnnxRuntimeException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        Free(_weights);
    }

    private static SessionOptions Options(ComputeDevice device, VisionOptions vision)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = vision.ThreadCount,
            InterOpNumThreads = 1,
            // The graphs are written with the fused operators already; what is left to find is little, and takes longer to look for.
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        foreach (var kv in (Environment.GetEnvironmentVariable("VI_ORT") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            options.AddSessionConfigEntry(kv.Split('=')[0], kv.Split('=')[1]);
        device.AppendTo(options);
        return options;
    }

    private static void Free(IReadOnlyList<OnnxWeight> weights)
    {
        foreach (var weight in weights)
            weight.Data.Dispose();
    }
}
