namespace VideoIndex.Vision;

/// <summary>The tensors of a checkpoint, in one file or several, under one set of names.</summary>
/// <remarks>
/// Names are asked for without a leading <c>model.</c>, as in <c>text_model.layers.0.mlp.up_proj.weight</c>; files may spell them
/// with it, and the text model's tensors as <c>text_model.model.</c>. Dispose it when the model is loaded.
/// </remarks>
internal sealed class Checkpoint : IDisposable
{
    private const string TextModel = "text_model.";
    private readonly List<SafetensorsFile> _files = [];
    private readonly Dictionary<string, (SafetensorsFile File, TensorEntry Entry)> _tensors = new(StringComparer.Ordinal);

    private Checkpoint(string folder) => Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <summary>The folder's name.</summary>
    public string Name { get; }

    /// <exception cref="Core.VideoIndexException"><c>model_missing</c> or <c>model_damaged</c>.</exception>
    public static Checkpoint Open(string folder)
    {
        var checkpoint = new Checkpoint(folder);
        try
        {
            foreach (var path in CheckpointFiles.FindWeights(folder))
                checkpoint.Add(path);
            return checkpoint;
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    public bool Has(string name) => TryFind(name, out _);

    /// <summary>The shape of a tensor, or null when the checkpoint has none of this name.</summary>
    public IReadOnlyList<long>? ShapeOf(string name) => TryFind(name, out var found) ? found.Entry.Shape : null;

    /// <summary>A tensor whose shape is exactly this, in a number format that a weight may have.</summary>
    /// <exception cref="Core.VideoIndexException"><c>model_damaged</c> naming the tensor, what was found and what was expected.</exception>
    public CheckpointTensor Read(string name, params long[] shape)
    {
        if (!TryFind(name, out var found))
            throw CheckpointErrors.Damaged(Name, $"tensor `{name}` is not there, expected one of {TensorEntry.Format(shape)}");
        var (file, entry) = found;
        if (!entry.Shape.SequenceEqual(shape))
            throw CheckpointErrors.Damaged(Name, $"tensor `{entry.Name}` is {entry.ShapeText}, expected {TensorEntry.Format(shape)}");
        if (FloatConversion.SizeOf(entry.DataType) is not { } size)
            throw CheckpointErrors.Unsupported(Name, $"tensor `{entry.Name}` is stored as {entry.DataType}, expected F32, F16 or BF16");
        return new CheckpointTensor(file, entry, size);
    }

    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }

    private void Add(string path)
    {
        var file = SafetensorsFile.Open(path);
        _files.Add(file);
        foreach (var entry in file.Entries.Values)
            if (!_tensors.TryAdd(entry.Name, (file, entry)))
                throw CheckpointErrors.Damaged(Path.GetFileName(path), $"tensor `{entry.Name}` is in another file too");
    }

    private bool TryFind(string name, out (SafetensorsFile File, TensorEntry Entry) found)
    {
        foreach (var spelling in Spellings(name))
            if (_tensors.TryGetValue(spelling, out found))
                return true;
        found = default;
        return false;
    }

    private static IEnumerable<string> Spellings(string name)
    {
        yield return "model." + name;
        yield return name;
        if (name.StartsWith(TextModel, StringComparison.Ordinal))
        {
            yield return $"model.{TextModel}model.{name[TextModel.Length..]}";
            yield return $"{TextModel}model.{name[TextModel.Length..]}";
        }
        else
        {
            // Only the output head: a causal language model saved as a part keeps it beside its own `model`.
            yield return $"model.{TextModel}{name}";
            yield return TextModel + name;
        }
    }
}
