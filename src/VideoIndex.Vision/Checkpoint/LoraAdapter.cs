using System.Text.RegularExpressions;

namespace VideoIndex.Vision;

/// <summary>A LoRA adapter as the PEFT library saves it, added to linear weights while they are loaded: W + scale B A.</summary>
/// <remarks>Merged, it costs nothing at run time. Source: huggingface/peft, tuners/lora/layer.py and config.py.</remarks>
internal sealed partial class LoraAdapter : IDisposable
{
    public const string ConfigFile = "adapter_config.json", WeightsFile = "adapter_model.safetensors";
    private const int MaxRank = 1 << 16;

    private readonly SafetensorsFile _file;
    private readonly LoraSettings _settings;
    private readonly Dictionary<string, TensorEntry> _tensors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private LoraAdapter(string name, SafetensorsFile file, LoraSettings settings) => (Name, _file, _settings) = (name, file, settings);

    /// <summary>The folder's name.</summary>
    public string Name { get; }

    /// <exception cref="Core.VideoIndexException"><c>model_missing</c>, <c>model_damaged</c>, or <c>model_unsupported</c> for another kind of adapter.</exception>
    public static LoraAdapter Open(string folder)
    {
        foreach (var name in (string[])[ConfigFile, WeightsFile])
            if (!File.Exists(Path.Combine(folder, name)))
                throw CheckpointErrors.Missing(folder, $"an adapter's {name}");
        var settings = LoraSettings.Load(Path.Combine(folder, ConfigFile));
        var title = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var adapter = new LoraAdapter(title, SafetensorsFile.Open(Path.Combine(folder, WeightsFile)), settings);
        try
        {
            adapter.ReadNames();
            return adapter;
        }
        catch
        {
            adapter.Dispose();
            throw;
        }
    }

    /// <summary>What the adapter adds to a linear weight; null where it adds nothing.</summary>
    /// <param name="weight">The weight's name as <see cref="Checkpoint"/> is asked for it.</param>
    /// <exception cref="Core.VideoIndexException"><c>model_damaged</c>: the adapter is of another shape.</exception>
    public LoraDelta? Find(string weight, long inputs, long outputs)
    {
        var module = weight[..^".weight".Length];
        if (!_tensors.TryGetValue(module + ".A", out var down) || !_tensors.TryGetValue(module + ".B", out var up))
            return null;
        if (down.Shape is not [> 0 and <= MaxRank and var rank, var width] || width != inputs || up.Shape is not [var height, var rank2] || height != outputs || rank2 != rank)
            throw CheckpointErrors.Damaged(WeightsFile, $"`{down.Name}` is {down.ShapeText} and `{up.Name}` {up.ShapeText}, expected [r, {inputs}] and [{outputs}, r]");
        _used.UnionWith([module + ".A", module + ".B"]);
        return new LoraDelta(Read(down), Read(up), (int)rank, _settings.ScaleOf(module, (int)rank));
    }

    /// <summary>To be called when all weights are loaded: what was not added would be missing without a word.</summary>
    /// <exception cref="Core.VideoIndexException"><c>model_unsupported</c></exception>
    public void CheckAllUsed()
    {
        if (_tensors.FirstOrDefault(t => !_used.Contains(t.Key)).Value is { } left)
            throw CheckpointErrors.Unsupported(WeightsFile, $"`{left.Name}` belongs to no linear layer of this model, or has no counterpart");
    }

    public void Dispose() => _file.Dispose();

    private void ReadNames()
    {
        foreach (var entry in _file.Entries.Values)
        {
            var name = LayerTensor().Match(entry.Name);
            if (!name.Success)
                throw CheckpointErrors.Unsupported(WeightsFile, $"`{entry.Name}` is not of a linear layer's adapter, expected names in `.lora_A.weight` and `.lora_B.weight`");
            if (FloatConversion.SizeOf(entry.DataType) is null)
                throw CheckpointErrors.Unsupported(WeightsFile, $"`{entry.Name}` is stored as {entry.DataType}, expected F32, F16 or BF16");
            var module = name.Groups["module"].Value.Replace("text_model.model.", "text_model.", StringComparison.Ordinal);
            if (!_tensors.TryAdd($"{module}.{name.Groups["part"].Value}", entry))
                throw CheckpointErrors.Damaged(WeightsFile, $"`{entry.Name}` is there under another name too");
        }
    }

    private float[] Read(TensorEntry entry)
    {
        var values = new float[entry.Shape.Aggregate(1L, (product, size) => product * size)];
        using var view = _file.Map(entry);
        FloatConversion.ToSingle(entry.DataType, view.Bytes(0, checked((int)entry.Bytes)), values);
        return values;
    }

    [GeneratedRegex(@"^base_model\.model\.(?:model\.)?(?<module>.+)\.lora_(?<part>[AB])(?:\.default)?\.weight$", RegexOptions.CultureInvariant)]
    private static partial Regex LayerTensor();
}
