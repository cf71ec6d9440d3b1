using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>Stands in for a card: the processor does its work, in the graphs a card would get, until it fails as cards do.</summary>
internal sealed class FailingCard : IAccelerator
{
    /// <summary>What ONNX Runtime says when memory runs out.</summary>
    public const string NoMemory = "bfc_arena.cc:376 Failed to allocate memory for requested buffer of size 39846912";

    public string Name => "card:0";

    /// <summary>How many sessions it takes; the first is asked for to see whether there is a card at all.</summary>
    public int TakesSessions { get; init; } = int.MaxValue;

    /// <summary>Null while it runs.</summary>
    public string? RunFails { get; set; }

    public int Sessions { get; private set; }

    public int Runs { get; private set; }

    public int FailedRuns { get; private set; }

    public void AppendTo(SessionOptions options)
    {
        if (++Sessions > TakesSessions)
            throw RuntimeError("CUDA failure 35: driver version is\ninsufficient");
    }

    public OrtMemoryInfo NewMemoryPlace() => new(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);

    public bool AttendsIn(OnnxType floats) => true;

    public void Run(InferenceSession session, RunOptions run, OrtIoBinding binding)
    {
        if (RunFails is not null)
        {
            FailedRuns++;
            throw RuntimeError(RunFails);
        }

        Runs++;
        session.RunWithBinding(run, binding);
    }

    /// <summary>The library's own exception, which only it may make.</summary>
    private static OnnxRuntimeException RuntimeError(string message)
    {
        var make = typeof(OnnxRuntimeException).GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance)[0];
        return (OnnxRuntimeException)make.Invoke([Enum.ToObject(make.GetParameters()[0].ParameterType, 1), message]);
    }
}
