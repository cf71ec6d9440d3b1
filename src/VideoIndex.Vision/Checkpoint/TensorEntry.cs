namespace VideoIndex.Vision;

/// <summary>One tensor of a safetensors file as its checked header describes it.</summary>
/// <param name="DataType">The format's own word: <c>F32</c>, <c>F16</c>, <c>BF16</c>, ...</param>
/// <param name="Offset">In bytes from the start of the file.</param>
/// <param name="Bytes">Always elements times size of an element.</param>
internal sealed record TensorEntry(string Name, string DataType, IReadOnlyList<long> Shape, long Offset, long Bytes)
{
    public string ShapeText => Format(Shape);

    public static string Format(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
