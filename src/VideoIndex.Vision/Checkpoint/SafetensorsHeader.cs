using System.Buffers.Binary;
using System.Text.Json;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Reads and checks the header of a safetensors file. What it accepts can be read without looking at bounds again.</summary>
/// <remarks>
/// A header is hostile input. The rules are those of the format's own reader: eight bytes of length, JSON, then tensors that
/// follow each other without gap or overlap to the very end of the file. Source: huggingface/safetensors, README "Format".
/// </remarks>
internal static class SafetensorsHeader
{
    /// <summary>The format's own limit.</summary>
    private const long MaxHeaderBytes = 100_000_000;
    private const int LengthBytes = 8;
    private const int MaxDimensions = 8;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <exception cref="VideoIndexException"><c>model_damaged</c>: what is wrong with which tensor of which file.</exception>
    public static IReadOnlyDictionary<string, TensorEntry> Read(Stream file, string name)
    {
        var length = ReadLength(file, name);
        var json = new byte[length];
        file.ReadExactly(json);
        return Parse(json, LengthBytes + length, file.Length, name);
    }

    private static long ReadLength(Stream file, string name)
    {
        if (file.Length < LengthBytes)
            throw Damaged(name, $"is {file.Length} bytes long, a safetensors file has at least {LengthBytes}");
        Span<byte> prefix = stackalloc byte[LengthBytes];
        file.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaxHeaderBytes || (long)length > file.Length - LengthBytes)
            throw Damaged(name, $"says its header is {length} bytes long, but the file has {file.Length} bytes (limit {MaxHeaderBytes})");
        return (long)length;
    }

    private static Dictionary<string, TensorEntry> Parse(byte[] json, long dataStart, long fileLength, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return ReadEntries(document.RootElement, dataStart, fileLength, file);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            // InvalidOperationException: a value of another kind than expected, or text that is not Unicode.
            throw Damaged(file, $"has a header that cannot be read: {e.Message}", e);
        }
    }

    private static Dictionary<string, TensorEntry> ReadEntries(JsonElement header, long dataStart, long fileLength, string file)
    {
        var entries = new Dictionary<string, TensorEntry>(StringComparer.Ordinal);
        foreach (var property in header.EnumerateObject())
            if (property.Name != "__metadata__")
                entries.Add(property.Name, ReadEntry(property.Name, property.Value, dataStart, fileLength, file));
        CheckLayout(entries.Values, dataStart, fileLength, file);
        return entries;
    }

    private static TensorEntry ReadEntry(string name, JsonElement value, long dataStart, long fileLength, string file)
    {
        string? dataType = null;
        long[]? shape = null, offsets = null;
        foreach (var property in value.EnumerateObject())
        {
            switch (property.Name)
            {
                case "dtype": dataType = property.Value.GetString(); break;
                case "shape": shape = [.. property.Value.EnumerateArray().Select(d => d.GetInt64())]; break;
                case "data_offsets": offsets = [.. property.Value.EnumerateArray().Select(o => o.GetInt64())]; break;
                default: throw Damaged(file, $"tensor `{name}` has an unknown property `{property.Name}`");
            }
        }

        if (dataType is null || shape is null || offsets is not [var begin, var end])
            throw Damaged(file, $"tensor `{name}` must have dtype, shape and two data_offsets");
        if (begin < 0 || end < begin || end > fileLength - dataStart)
            throw Damaged(file, $"tensor `{name}` has offsets {begin} to {end}, the file holds {fileLength - dataStart} bytes of tensors");
        var bytes = ByteCount(name, dataType, shape, file);
        if (bytes != end - begin)
            throw Damaged(file, $"tensor `{name}`, {dataType} {TensorEntry.Format(shape)}, needs {bytes} bytes, its offsets span {end - begin}");
        return new TensorEntry(name, dataType, shape, dataStart + begin, bytes);
    }

    private static long ByteCount(string name, string dataType, long[] shape, string file)
    {
        if (shape.Length > MaxDimensions || shape.Any(d => d < 0))
            throw Damaged(file, $"tensor `{name}` has the shape {TensorEntry.Format(shape)}, expected at most {MaxDimensions} sizes of zero or more");
        var size = ElementSize(dataType)
            ?? throw Damaged(file, $"tensor `{name}` has the unknown data type `{dataType}`");
        return checked(shape.Aggregate((long)size, (product, d) => checked(product * d)));
    }

    private static int? ElementSize(string dataType) => dataType switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "I8" or "U8" or "BOOL" or "F8_E4M3" or "F8_E5M2" => 1,
        _ => null,
    };

    private static void CheckLayout(IEnumerable<TensorEntry> entries, long dataStart, long fileLength, string file)
    {
        var expected = dataStart;
        foreach (var entry in entries.OrderBy(e => e.Offset).ThenBy(e => e.Bytes))
        {
            if (entry.Offset != expected)
                throw Damaged(file, $"tensor `{entry.Name}` starts at byte {entry.Offset}, expected {expected}: tensors overlap or leave a gap");
            expected += entry.Bytes;
        }

        if (expected != fileLength)
            throw Damaged(file, $"its tensors end at byte {expected}, the file at {fileLength}");
    }

    private static VideoIndexException Damaged(string file, string what, Exception? cause = null) =>
        CheckpointErrors.Damaged(file, what, cause);
}
