using System.Text.Json;

namespace VideoIndex.Vision;

/// <summary>An object inside a configuration file, read value by value with the place named in every error.</summary>
internal readonly struct ConfigSection(JsonElement value, string file, string place)
{
    /// <summary>Larger than any size of any published model, small enough that products of three stay far inside 64 bits.</summary>
    private const int MaxSize = 1 << 20;

    public static ConfigSection Root(JsonDocument document, string file) => new(document.RootElement, file, "");

    /// <summary>The object of this name; an empty one where it is left out.</summary>
    public ConfigSection Section(string name)
    {
        if (!TryGet(name, out var found))
            return new ConfigSection(default, file, Place(name));
        return found.ValueKind == JsonValueKind.Object
            ? new ConfigSection(found, file, Place(name))
            : throw Wrong(name, found, "an object");
    }

    /// <summary>A whole number of at least <paramref name="least"/>, or null where it is left out.</summary>
    public int? Size(string name, int least = 1)
    {
        if (!TryGet(name, out var found))
            return null;
        return found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var size) && size >= least && size <= MaxSize
            ? size
            : throw Wrong(name, found, $"a whole number from {least} to {MaxSize}");
    }

    public int RequiredSize(string name, int least = 1) => Size(name, least) ?? throw Absent(name);

    /// <summary>A finite number above zero, or null where it is left out.</summary>
    public double? Positive(string name)
    {
        if (!TryGet(name, out var found))
            return null;
        return found.ValueKind == JsonValueKind.Number && found.TryGetDouble(out var number) && double.IsFinite(number) && number > 0
            ? number
            : throw Wrong(name, found, "a number above zero");
    }

    public string? Text(string name)
    {
        if (!TryGet(name, out var found))
            return null;
        return found.ValueKind == JsonValueKind.String ? ReadText(found, name) : throw Wrong(name, found, "text");
    }

    public bool? Flag(string name)
    {
        if (!TryGet(name, out var found))
            return null;
        return found.ValueKind is JsonValueKind.True or JsonValueKind.False ? found.GetBoolean() : throw Wrong(name, found, "true or false");
    }

    /// <summary>One whole number or a list of them, as token ids are written; empty where it is left out.</summary>
    public IReadOnlyList<int> Ids(string name)
    {
        if (!TryGet(name, out var found))
            return [];
        var values = found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray()] : new[] { found };
        var ids = new List<int>(values.Length);
        foreach (var value in values)
            ids.Add(value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var id) && id >= 0
                ? id
                : throw Wrong(name, found, "a token id or a list of them"));
        return ids;
    }

    /// <summary>Refuses a value that would change the mathematics; a value that is left out is the expected one.</summary>
    public void Expect(string name, string expected)
    {
        var found = Text(name);
        if (found is not null && found != expected)
            throw CheckpointErrors.Unsupported(file, $"`{Place(name)}` is `{found}`, expected `{expected}`");
    }

    /// <inheritdoc cref="Expect(string, string)"/>
    public void ExpectNot(string name)
    {
        if (Flag(name) == true)
            throw CheckpointErrors.Unsupported(file, $"`{Place(name)}` is true, expected false");
    }

    public Core.VideoIndexException Absent(string name) =>
        CheckpointErrors.Damaged(file, $"`{Place(name)}` is not there");

    private bool TryGet(string name, out JsonElement found)
    {
        found = default;
        return value.ValueKind == JsonValueKind.Object
            && value.TryGetProperty(name, out found)
            && found.ValueKind != JsonValueKind.Null;
    }

    private string ReadText(JsonElement found, string name)
    {
        try
        {
            return found.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw CheckpointErrors.Damaged(file, $"`{Place(name)}` is not Unicode text", e);
        }
    }

    private string Place(string name) => place.Length == 0 ? name : $"{place}.{name}";

    private Core.VideoIndexException Wrong(string name, JsonElement found, string expected)
    {
        var text = found.GetRawText();
        return CheckpointErrors.Damaged(file, $"`{Place(name)}` is `{(text.Length > 60 ? text[..60] + "..." : text)}`, expected {expected}");
    }
}
