namespace VideoIndex.Vision;

/// <summary>One size of a tensor's shape: a number, or a name where it is only known when the graph runs.</summary>
internal readonly record struct OnnxDimension(long Size, string? Symbol)
{
    public static implicit operator OnnxDimension(long size) => new(size, null);

    public static implicit operator OnnxDimension(string symbol) => new(0, symbol);

    // onnx.proto: TensorShapeProto.Dimension
    internal ProtobufWriter Write() =>
        Symbol is null ? new ProtobufWriter().Integer(1, Size) : new ProtobufWriter().Text(2, Symbol);
}
