using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoIndex.VectorIndex;

/// <summary>What an index consists of; replaced as one, so a reader sees one state or the next.</summary>
/// <param name="Catalog">The catalog this index follows.</param>
/// <param name="Embedder">Whose vectors these are: those of another are never compared with them.</param>
/// <param name="AppliedChange">The last change of the catalog that is in here.</param>
/// <param name="Deleted">For each segment the numbers of its rows that no longer count.</param>
internal sealed record VectorManifest(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("catalog")] string Catalog,
    [property: JsonPropertyName("embedder")] string Embedder,
    [property: JsonPropertyName("dimensions")] int Dimensions,
    [property: JsonPropertyName("applied_change")] long AppliedChange,
    [property: JsonPropertyName("segments")] IReadOnlyList<VectorManifest.Entry> Segments)
{
    private const string FileName = "manifest.json";

    public static VectorManifest Empty(string catalog, string embedder, int dimensions) =>
        new(SegmentLayout.Format, catalog, embedder, dimensions, 0, []);

    /// <summary>Null when there is none, or none that can be understood.</summary>
    public static VectorManifest? TryRead(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            var manifest = JsonSerializer.Deserialize<VectorManifest>(File.ReadAllBytes(path));
            return manifest is { Format: SegmentLayout.Format, Catalog: not null, Embedder: not null, Dimensions: > 0, Segments: not null }
                && manifest.Segments.All(entry => entry is { File: not null, Deleted: not null } && Path.GetFileName(entry.File) == entry.File)
                ? manifest
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Written beside, forced to the disk, then moved into place.</summary>
    public void Replace(string folder)
    {
        var part = Path.Combine(folder, FileName + ".part");
        using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, this);
            file.Flush(flushToDisk: true);
        }

        File.Move(part, Path.Combine(folder, FileName), overwrite: true);
    }

    internal sealed record Entry(
        [property: JsonPropertyName("file")] string File,
        [property: JsonPropertyName("rows")] int Rows,
        [property: JsonPropertyName("deleted")] IReadOnlyList<int> Deleted);
}
