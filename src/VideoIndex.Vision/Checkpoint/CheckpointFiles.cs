namespace VideoIndex.Vision;

/// <summary>Says which files of a model folder belong to the checkpoint. Nothing but .json, .txt and .safetensors is ever opened.</summary>
internal static class CheckpointFiles
{
    private const string SingleFile = "model.safetensors";
    private const string IndexFile = "model.safetensors.index.json";

    /// <summary>Files that decide what the model writes, besides its weights; those that are there take part in its identity.</summary>
    public static IReadOnlyList<string> Settings { get; } =
    [
        "config.json", "generation_config.json", "preprocessor_config.json", "processor_config.json",
        "tokenizer.json", "tokenizer_config.json", "chat_template.json",
    ];

    /// <summary>Paths of the weight files, in order of their names.</summary>
    /// <exception cref="Core.VideoIndexException"><c>model_missing</c>, or <c>model_damaged</c> when the index names what it may not.</exception>
    public static IReadOnlyList<string> FindWeights(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "config.json")))
            throw CheckpointErrors.Missing(folder, "a folder with config.json");
        var single = Path.Combine(folder, SingleFile);
        if (File.Exists(single))
            return [single];
        if (File.Exists(Path.Combine(folder, IndexFile)))
            return ReadIndex(folder);
        throw CheckpointErrors.Missing(folder, $"{SingleFile} or {IndexFile}");
    }

    private static List<string> ReadIndex(string folder)
    {
        var names = CheckpointJson.Load(Path.Combine(folder, IndexFile))["weight_map"].Members()
            .Select(tensor => tensor.Value.Text()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. names.Select(n => Path.Combine(folder, CheckShardName(folder, n)))];
    }

    /// <summary>A shard lies in the folder itself: a name with a path in it could reach any file of the machine.</summary>
    private static string CheckShardName(string folder, string name)
    {
        if (name.AsSpan().ContainsAny("/\\:\0") || !name.EndsWith(".safetensors", StringComparison.Ordinal))
            throw CheckpointErrors.Damaged(IndexFile, $"it names `{name}`, expected plain names of .safetensors files beside it");
        if (!File.Exists(Path.Combine(folder, name)))
            throw CheckpointErrors.Damaged(IndexFile, $"it names `{name}`, which is not there");
        return name;
    }
}
