using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.Kernels;

/// <summary>A call with memory of the test's, computed on this thread, last task first.</summary>
internal sealed unsafe class FakeCall(int threads, params IReadOnlyList<(NativeBuffer Data, long[] Shape)> inputs) : IOperatorCall, IDisposable
{
    private readonly Dictionary<int, NativeBuffer> _outputs = [];

    public int Inputs => inputs.Count;

    public KernelScratch Scratch { get; } = new(threads);

    /// <summary>Where the operator is told to write; made when it asks, unless it was given.</summary>
    public IDictionary<int, NativeBuffer> Outputs => _outputs;

    public OperatorTensor Input(int index) => new((void*)inputs[index].Data.Address, inputs[index].Shape);

    public float* Output(int index, params ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var size in shape)
            count *= size;
        if (!_outputs.TryGetValue(index, out var output))
            _outputs[index] = output = new NativeBuffer(count * sizeof(float));
        return (float*)output.Address;
    }

    public void ForEach(int tasks, Action<int> task)
    {
        for (var number = tasks - 1; number >= 0; number--)
            task(number);
    }

    public float[] Read(int output, int count) => _outputs[output].Span<float>(0, count).ToArray();

    public void Dispose()
    {
        foreach (var output in _outputs.Values)
            output.Dispose();
        Scratch.Dispose();
    }
}
