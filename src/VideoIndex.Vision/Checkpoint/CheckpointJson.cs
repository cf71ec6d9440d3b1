using System.Text.Json;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>A value in a JSON file of a checkpoint, read with errors that name the file and the place.</summary>
/// <remarks>Checkpoints come from elsewhere: every read checks the kind, and a wrong one is a damaged model, not a bug of ours.</remarks>
internal readonly struct CheckpointJson
{
    /// <summary>The largest real file, a vocabulary of 150,000 words with its merges, has 12 MB.</summary>
    public const long MostOfATokenizer = 64 << 20;

    /// <summary>The largest published configuration or shard index has 60 kB.</summary>
    private const long MostOfOthers = 16 << 20;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>Larger than any size of any published model, small enough that products of three stay far inside 64 bits.</summary>
    private const int MaxSize = 1 << 20;

    private readonly string _file;
    private readonly string _parent;
    private readonly int? _index;
    private readonly JsonElement _value;

    /// <param name="parent">The place; of an array's item that of the array. (A place in text for each of 100,000 merges takes long.)</param>
    private CheckpointJson(string file, string parent, JsonElement value, int? index = null) =>
        (_file, _parent, _index, _value) = (file, parent, index, value);

    public JsonValueKind Kind => _value.ValueKind;

    /// <summary>The value as it stands in the file, shortened: for messages.</summary>
    public string Raw => _value.GetRawText() is { Length: > 200 } raw ? raw[..200] + "..." : _value.GetRawText();

    /// <exception cref="VideoIndexException"><c>model_missing</c>: there is no such file; <c>model_damaged</c>: it is no JSON object.</exception>
    public static CheckpointJson Load(string path, long mostBytes = MostOfOthers)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Parse(file, path, mostBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VideoIndexException(ErrorCodes.ModelMissing, $"cannot read `{path}`: {e.Message}", "expected a folder with a whole checkpoint", e);
        }
    }

    /// <exception cref="VideoIndexException"><c>model_damaged</c>: it is too large, no JSON, or no object.</exception>
    public static CheckpointJson Parse(Stream file, string path, long mostBytes = MostOfOthers)
    {
        if (file.Length > mostBytes)
            throw CheckpointErrors.Damaged(path, $"it is {file.Length} bytes long, expected at most {mostBytes}");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        try
        {
            // A document would borrow its memory, and what a tokenizer of 300,000 words needs the pool would keep for the rest of the process.
            var root = new CheckpointJson(path, "", JsonElement.Parse(bytes, Options));
            return root.Kind == JsonValueKind.Object ? root : throw root.Expected("an object");
        }
        catch (JsonException e)
        {
            throw CheckpointErrors.Damaged(path, $"it is not JSON: {e.Message}", e);
        }
    }

    /// <summary>A part that must be there.</summary>
    public CheckpointJson this[string name] =>
        Find(name) ?? throw Damaged($"`{PlaceOf(name)}` is missing");

    /// <summary>A part that may be missing or null.</summary>
    public CheckpointJson? Find(string name)
    {
        if (Kind == JsonValueKind.Undefined)
            return null;
        if (Kind != JsonValueKind.Object)
            throw Expected("an object");
        return _value.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null
            ? new CheckpointJson(_file, PlaceOf(name), part)
            : null;
    }

    /// <summary>An object that may be missing: it holds nothing then.</summary>
    public CheckpointJson Section(string name) =>
        Find(name) is not { } found ? new CheckpointJson(_file, PlaceOf(name), default)
        : found.Kind == JsonValueKind.Object ? found
        : throw found.Expected("an object");

    public IEnumerable<CheckpointJson> Items()
    {
        if (Kind != JsonValueKind.Array)
            throw Expected("an array");
        var (file, place) = (_file, Place);
        return _value.EnumerateArray().Select((item, i) => new CheckpointJson(file, place, item, i));
    }

    public IEnumerable<(string Name, CheckpointJson Value)> Members()
    {
        if (Kind == JsonValueKind.Undefined)
            return [];
        if (Kind != JsonValueKind.Object)
            throw Expected("an object");
        var (self, place) = (this, Place);
        return _value.EnumerateObject().Select(p => (self.NameOf(p), new CheckpointJson(self._file, place, p.Value)));
    }

    public string Text()
    {
        if (Kind != JsonValueKind.String)
            throw Expected("a text");
        try
        {
            return _value.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw Damaged($"`{Place}` holds half a surrogate pair", e);
        }
    }

    /// <exception cref="VideoIndexException"><c>model_damaged</c>: no whole number from <paramref name="min"/> to <paramref name="max"/>.</exception>
    public int Integer(int min, int max) =>
        Kind == JsonValueKind.Number && _value.TryGetInt32(out var number) && number >= min && number <= max
            ? number
            : throw Expected($"a whole number from {min} to {max}");

    /// <summary>How large something of a model is.</summary>
    public int Size(int least = 1) => Integer(least, MaxSize);

    /// <summary>One whole number or a list of them, as token ids are written.</summary>
    public IReadOnlyList<int> Ids() => Kind == JsonValueKind.Array ? [.. Items().Select(item => item.Integer(0, int.MaxValue))] : [Integer(0, int.MaxValue)];

    public double Number() =>
        Kind == JsonValueKind.Number && _value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw Expected("a number");

    public double Positive() => Number() is > 0 and var number ? number : throw Expected("a number above zero");

    public bool Flag() => Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Expected("true or false"),
    };

    /// <summary>The whole of it, as a type of ours.</summary>
    public T? To<T>(JsonSerializerOptions form) => _value.Deserialize<T>(form);

    /// <summary>Refuses a text that would change the mathematics; one that is left out is the expected one.</summary>
    public void Expect(string name, string expected)
    {
        if (Find(name) is { } found && found.Text() != expected)
            throw found.Unsupported($"`{expected}`");
    }

    /// <summary>Refuses flags that are set and would change the mathematics.</summary>
    public void ExpectNot(params IReadOnlyList<string> names)
    {
        foreach (var name in names)
            if (Find(name) is { } flag && flag.Flag())
                throw flag.Unsupported("false");
    }

    public VideoIndexException Expected(string what) => Damaged($"`{Place}` is `{Raw}`, expected {what}");

    public VideoIndexException Damaged(string found, Exception? cause = null) => CheckpointErrors.Damaged(_file, found, cause);

    /// <summary>The file is sound, but asks for something that is not built here.</summary>
    public VideoIndexException Unsupported(string expected, Exception? cause = null) =>
        CheckpointErrors.Unsupported(_file, $"`{Place}` is `{Raw}`, expected {expected}", cause);

    private string Place => _index is { } index ? $"{_parent}[{index}]" : _parent;

    private string PlaceOf(string name) => Place.Length == 0 ? name : $"{Place}.{name}";

    private string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException e)
        {
            throw Damaged($"a name in `{Place}` holds half a surrogate pair", e);
        }
    }
}
