namespace VideoIndex.Vision;

/// <summary>Looks tokens up in the embedding matrix, which stays in the number format of its file: half the memory for F16 and BF16.</summary>
internal sealed class EmbeddingTable : IDisposable
{
    private readonly NativeBuffer _rows;
    private readonly string _dataType;
    private readonly int _rowBytes;

    private EmbeddingTable(NativeBuffer rows, string dataType, int width)
    {
        (_rows, _dataType, Width) = (rows, dataType, width);
        _rowBytes = width * FloatConversion.SizeOf(dataType)!.Value;
    }

    public int Width { get; }

    public static EmbeddingTable Load(TextModelConfig config, Checkpoint checkpoint)
    {
        var tensor = checkpoint.Read("text_model.embed_tokens.weight", config.Vocabulary, config.Width);
        var rows = new NativeBuffer((long)config.Vocabulary * config.Width * FloatConversion.SizeOf(tensor.DataType)!.Value);
        tensor.CopyBytes(rows);
        return new EmbeddingTable(rows, tensor.DataType, config.Width);
    }

    public void Read(int token, Span<float> embedding) =>
        FloatConversion.ToSingle(_dataType, _rows.Span<byte>((long)token * _rowBytes, _rowBytes), embedding);

    public void Dispose() => _rows.Dispose();
}
