using System.Security.Cryptography;
using System.Text.Json;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>The files of a BERT-type text embedder in a folder, read whole into memory: what was checked is what is run.</summary>
/// <remarks>
/// Nothing else in the folder is opened. The hash over all three is the embedder's identity, so a changed file makes another embedder,
/// and vectors of the old one are never compared with it.
/// </remarks>
internal sealed record EmbedderFiles(string Folder, byte[] Graph, byte[] Vocabulary, byte[] Config, bool LowerCase)
{
    private static readonly string[] GraphNames = ["model-int8.onnx", "model_quantized.onnx", "model.onnx"];

    /// <summary>The largest multilingual model of this kind has some 1.9 GB in float32; ONNX itself ends at 2 GB.</summary>
    private const long LargestFile = int.MaxValue;

    /// <summary>Eight hexadecimal digits.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (byte[][])[Graph, Vocabulary, Config, [LowerCase ? (byte)1 : (byte)0]])
            hash.AppendData(SHA256.HashData(part));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }

    /// <remarks>A graph that came with a manifest must be the one that the manifest names.</remarks>
    /// <exception cref="VideoIndexException"><c>model_missing</c> or <c>model_damaged</c></exception>
    public static EmbedderFiles Read(string folder)
    {
        var graph = GraphNames.SelectMany(name => new[] { Path.Combine(folder, name), Path.Combine(folder, "onnx", name) })
            .FirstOrDefault(File.Exists) ?? throw Missing(folder, string.Join(" or ", GraphNames));
        var bytes = ReadWhole(graph);
        if (File.Exists(Path.Combine(folder, ModelFileNames.Manifest)))
            ModelManifest.Read(folder).Require(Path.GetFileName(graph), bytes);
        OnnxPrecheck.RefuseExternalData(bytes, graph);
        return new EmbedderFiles(
            folder, bytes, ReadWhole(Path.Combine(folder, "vocab.txt")), ReadWhole(Path.Combine(folder, "config.json")), ReadLowerCase(folder));
    }

    /// <summary>Tokens that fit: positions the model was trained with.</summary>
    public int MostPositions()
    {
        try
        {
            using var config = JsonDocument.Parse(Config);
            return config.RootElement.GetProperty("max_position_embeddings").GetInt32();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new VideoIndexException(ErrorCodes.ModelDamaged,
                $"`config.json` in `{Folder}` has no whole number `max_position_embeddings`", "fetch the embedder again", e);
        }
    }

    private static bool ReadLowerCase(string folder)
    {
        var path = Path.Combine(folder, "tokenizer_config.json");
        if (!File.Exists(path))
            return true;
        try
        {
            using var json = JsonDocument.Parse(ReadWhole(path));
            return !json.RootElement.TryGetProperty("do_lower_case", out var lower) || lower.ValueKind != JsonValueKind.False;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new VideoIndexException(ErrorCodes.ModelDamaged, $"`{path}` is not a JSON object", "fetch the embedder again", e);
        }
    }

    private static byte[] ReadWhole(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw Missing(Path.GetDirectoryName(path)!, file.Name);
        if (file.Length is 0 or > LargestFile)
            throw new VideoIndexException(ErrorCodes.ModelDamaged, $"`{path}` is {file.Length} bytes long", "fetch the embedder again");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VideoIndexException(ErrorCodes.ModelMissing, $"cannot read `{path}`: {e.Message}", null, e);
        }
    }

    private static VideoIndexException Missing(string folder, string what) => new(ErrorCodes.ModelMissing,
        $"no text embedder in `{folder}`: {what} is not there",
        "give a folder with a BERT-type ONNX embedder (model.onnx, vocab.txt, config.json) with `--embedder DIR`");
}
