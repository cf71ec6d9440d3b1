using System.Runtime.InteropServices;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

/// <summary>The weights of one or several linear layers, in a checkpoint of their own.</summary>
internal sealed class WeightRows : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();
    private readonly Checkpoint _checkpoint;

    /// <param name="layers">Each [outputs, inputs].</param>
    public WeightRows(int inputs, params float[][] layers)
    {
        File.WriteAllText(_folder["config.json"], "{}");
        var tensors = layers.Select((values, i) => ($"{i}.weight", "F32", new long[] { values.Length / inputs, inputs }, MemoryMarshal.AsBytes<float>(values).ToArray()));
        File.WriteAllBytes(_folder["model.safetensors"], SafetensorsBytes.Of([.. tensors]));
        _checkpoint = Checkpoint.Open(_folder.Path);
        var weights = new ModelWeights(_checkpoint, Adapter: null, Precision.EightBit, ComputeDevice.Cpu, OwnKernels: true);
        Rows = new LinearRows(weights, inputs, [.. layers.Select((values, i) => ($"{i}.weight", (long)values.Length / inputs))]);
    }

    public LinearRows Rows { get; }

    public void Dispose()
    {
        _checkpoint.Dispose();
        _folder.Dispose();
    }
}
