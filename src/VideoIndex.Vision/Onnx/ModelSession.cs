using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>A graph that is ready to run. One run at a time.</summary>
internal sealed class ModelSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly ComputeDevice _device;
    private readonly OwnOperatorSet _own;

    private ModelSession(InferenceSession session, ComputeDevice device, OwnOperatorSet own, long weightBytes) =>
        (_session, _device, _own, WeightBytes) = (session, device, own, weightBytes);

    /// <summary>As they were handed over; ONNX Runtime's own layout has about as many.</summary>
    public long WeightBytes { get; }

    /// <summary>Makes the session and frees the graph's weights: ONNX Runtime copies them into the layout its kernels read fastest.</summary>
    /// <remarks>
    /// That it reads ours no more is documented with AddExternalInitializers, and was seen: a session goes on unchanged over memory filled
    /// with not-a-numbers. Without its own layout (session.disable_prepacking) it keeps a plain copy instead: as much memory, and slower.
    /// </remarks>
    /// <exception cref="VideoIndexException"><c>out_of_memory</c>; <c>model_unsupported</c> or <c>device_unavailable</c> when ONNX Runtime refuses the graph.</exception>
    public static ModelSession Create(OnnxGraph graph, ComputeDevice device, VisionOptions vision)
    {
        var own = new OwnOperatorSet(graph.Operators, vision.ThreadCount);
        ModelSession? made = null;
        try
        {
            using var options = Options(device, vision);
            if (graph.Weights.Count > 0)
                ExternalWeights.Add(options, graph.Weights);
            if (graph.Operators.Count > 0)
                own.AddTo(options);
            var bytes = graph.Weights.Sum(w => w.Data.Bytes) + graph.Operators.Sum(o => o.WeightBytes);
            return made = new ModelSession(new InferenceSession(graph.ToModel(), options), device, own, bytes);
        }
        catch (OnnxRuntimeException e) when (SaysOutOfMemory(e.Message))
        {
            throw new VideoIndexException(ErrorCodes.OutOfMemory, $"there is not enough memory for the model on `{device.Name}`: {e.Message.ReplaceLineEndings(" ")}", RuntimeMemory.SmallerModel, e);
        }
        catch (OnnxRuntimeException e)
        {
            var message = $"cannot make the {graph.Name} graph on `{device.Name}`: {e.Message.ReplaceLineEndings(" ")}";
            throw device.IsCpu
                ? new VideoIndexException(ErrorCodes.ModelUnsupported, message, null, e)
                : new VideoIndexException(ErrorCodes.DeviceUnavailable, message, "take the device `cpu`", e);
        }
        finally
        {
            if (made is null)
                own.Dispose();
            foreach (var weight in graph.Weights)
                weight.Data.Dispose();
        }
    }

    /// <summary>How long all runs so far took together: what the network costs, whatever is done around it.</summary>
    public TimeSpan TimeInRuntime { get; private set; }

    public OrtIoBinding NewBinding() => _session.CreateIoBinding();

    /// <summary>Memory of the accelerator that it runs on.</summary>
    /// <exception cref="VideoIndexException"><c>out_of_memory</c>; <c>device_unavailable</c> when it failed otherwise.</exception>
    public DeviceMemory Allocate(long bytes)
    {
        var accelerator = _device.Accelerator ?? throw new InvalidOperationException("the processor's memory is ours already");
        try
        {
            return new DeviceMemory(_session, accelerator.NewMemoryPlace(), bytes);
        }
        catch (OnnxRuntimeException e)
        {
            throw Trouble(e);
        }
    }

    /// <exception cref="VideoIndexException"><c>out_of_memory</c>; <c>device_unavailable</c> when an accelerator failed otherwise.</exception>
    /// <exception cref="OperationCanceledException">Also in the middle of a run: ONNX Runtime stops at the next operator.</exception>
    public void Run(OrtIoBinding binding, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var run = new RunOptions();
        using var stop = cancel.Register(() => run.Terminate = true);
        var start = Stopwatch.GetTimestamp();
        try
        {
            _device.Run(_session, run, binding);
        }
        catch (OnnxRuntimeException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (OnnxRuntimeException e) when (SaysOutOfMemory(e.Message) || !_device.IsCpu)
        {
            throw Trouble(e);
        }
        finally
        {
            TimeInRuntime += Stopwatch.GetElapsedTime(start);
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _own.Dispose();
    }

    /// <summary>ONNX Runtime has no code for it. Its allocators say the first two, the C++ library the third, CUDA the fourth, and we the last.</summary>
    internal static bool SaysOutOfMemory(string message) =>
        ((string[])["Failed to allocate memory", "Available memory of", "bad_alloc", "out of memory", "not enough memory"]).Any(m => message.Contains(m, StringComparison.OrdinalIgnoreCase));

    private VideoIndexException Trouble(OnnxRuntimeException e) => SaysOutOfMemory(e.Message)
        ? RuntimeMemory.RanOut($"the model ran out of memory: {e.Message.ReplaceLineEndings(" ")}", e)
        : new VideoIndexException(ErrorCodes.DeviceUnavailable, $"`{_device.Name}` failed: {e.Message.ReplaceLineEndings(" ")}", "take the device `cpu`", e);

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
        // Threads that wait in a loop take the processor from the decoder that feeds us: a window of the sample model cost 33 ms of
        // processor time with it and 17 ms without (batches of 8, two busy cores), and was slower too. But to wake one costs some 50
        // microseconds, as much as a small layer: waiting as long as that, a step of 8 rows of the 256M took 15 ms instead of 19.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "1");
        options.AddSessionConfigEntry("session.intra_op.spin_duration_us", "50");
        RuntimeMemory.Share(options);
        device.AppendTo(options);
        return options;
    }
}
