namespace VideoIndex.Vision;

/// <summary>Which layers of the text model one graph holds, and whether the output head.</summary>
/// <param name="EndLayer">The layer after its last; equal to <paramref name="FirstLayer"/> where it has none.</param>
internal sealed record TextPart(int FirstLayer, int EndLayer, bool HasHead)
{
    /// <summary>
    /// ONNX Runtime copies a session's weights into the layout its kernels read fastest, and all of ours live until it has done so. A tenth of
    /// the layers at a time, that second copy is small.
    /// </summary>
    private const int Tenths = 10;

    /// <summary>
    /// Bytes of weights, as floats. So many are copied without anybody noticing, and each session more is a call more for every token.
    /// </summary>
    private const long WholeUpTo = 64 << 20;

    public bool HasLayers => FirstLayer < EndLayer;

    /// <summary>Whether it is all of a model of so many layers.</summary>
    public bool IsWhole(int layers) => FirstLayer == 0 && EndLayer == layers && HasHead;

    /// <summary>In the order of their running: one graph for a small model, or for a device that copies weights to itself anyway; else the head is a part of its own.</summary>
    public static IReadOnlyList<TextPart> Split(TextModelConfig text, ComputeDevice device)
    {
        var layers = text.Layers;
        if (!device.IsCpu || text.Weights * sizeof(float) <= WholeUpTo)
            return [new(0, layers, HasHead: true)];
        var each = (layers + Tenths - 1) / Tenths;
        var parts = Enumerable.Range(0, (layers + each - 1) / each).Select(i => new TextPart(i * each, Math.Min(layers, (i + 1) * each), HasHead: false));
        return [.. parts, new TextPart(layers, layers, HasHead: true)];
    }
}
