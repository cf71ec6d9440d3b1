using Microsoft.ML.OnnxRuntime;

namespace VideoIndex.Vision;

/// <summary>What a model may run on instead of the processor.</summary>
internal interface IAccelerator
{
    /// <summary><c>cuda:0</c></summary>
    string Name { get; }

    /// <summary>Has a session that is made with these options run on it.</summary>
    /// <exception cref="EntryPointNotFoundException">This build of ONNX Runtime does not know such a device.</exception>
    /// <exception cref="OnnxRuntimeException">There is none, or it does not work.</exception>
    void AppendTo(SessionOptions options);

    /// <summary>The memory that its sessions compute in.</summary>
    OrtMemoryInfo NewMemoryPlace();

    /// <summary>Whether it has an operator for attention over a cache of such floats; else the processor computes that, with the cache in our memory.</summary>
    bool AttendsIn(OnnxType floats);

    /// <summary>Runs a session to its end.</summary>
    /// <exception cref="OnnxRuntimeException">It failed.</exception>
    void Run(InferenceSession session, RunOptions run, OrtIoBinding binding);
}
