using System.Text.Json;

namespace VideoIndex.Vision;

/// <summary>Opens the small JSON files of a checkpoint as hostile input.</summary>
internal static class JsonFile
{
    /// <summary>The largest published configuration or shard index has 60 kB; only a tokenizer is larger, and is read elsewhere.</summary>
    private const int MaxBytes = 16 << 20;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <exception cref="Core.VideoIndexException"><c>model_damaged</c> when it is too large, no JSON, or not an object.</exception>
    public static JsonDocument Open(string path)
    {
        var name = Path.GetFileName(path);
        var length = new FileInfo(path).Length;
        if (length > MaxBytes)
            throw CheckpointErrors.Damaged(name, $"it is {length} bytes long, expected at most {MaxBytes}");
        return Parse(File.ReadAllBytes(path), name);
    }

    /// <inheritdoc cref="Open"/>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json, string name)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
        }
        catch (JsonException e)
        {
            throw CheckpointErrors.Damaged(name, $"it is not JSON: {e.Message}", e);
        }

        document.Dispose();
        throw CheckpointErrors.Damaged(name, "expected a JSON object");
    }
}
