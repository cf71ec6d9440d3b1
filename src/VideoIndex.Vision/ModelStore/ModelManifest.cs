using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>What was received when a model came into the store: <c>manifest.json</c> in its folder.</summary>
/// <param name="Source">Repository on the hub, or the folder it was copied from.</param>
/// <param name="Endpoint">The hub it came from; null for a copied folder.</param>
/// <param name="Revision">The commit it was pulled at; null for a copied folder.</param>
public sealed record ModelManifest(
    string Name, ModelKind Kind, string Source, string? Endpoint, string? Revision, DateTimeOffset ReceivedAt, IReadOnlyList<ManifestFile> Files)
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        WriteIndented = true,
        MaxDepth = 8,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Bytes of all files together.</summary>
    [JsonIgnore]
    public long Size => Files.Sum(file => file.Size);

    /// <exception cref="VideoIndexException"><c>model_damaged</c>: it is not there, not readable, or names what it may not.</exception>
    public static ModelManifest Read(string folder)
    {
        var path = Path.Combine(folder, ModelFileNames.Manifest);
        try
        {
            using var file = File.OpenRead(path);
            return Check(CheckpointJson.Parse(file, path).To<ModelManifest>(Form)!);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Damaged(path, e.Message, e);
        }
    }

    /// <summary>Holds a file's content, read whole, against what was received: what was checked is then what is run.</summary>
    /// <param name="name">Plain name in the model's folder.</param>
    /// <exception cref="VideoIndexException"><c>model_damaged</c>: it is not listed, or has another hash.</exception>
    public void Require(string name, ReadOnlySpan<byte> content)
    {
        var found = Convert.ToHexStringLower(SHA256.HashData(content));
        var expected = Files.FirstOrDefault(file => file.File == name)?.Sha256;
        if (found != expected)
            throw new VideoIndexException(ErrorCodes.ModelDamaged,
                $"`{name}` of the model `{Name}` is not what was received: found the SHA-256 {found}, expected {expected ?? "no such file"}",
                $"`videoindex model pull {Name}` mends it");
    }

    internal void Write(string folder)
    {
        var path = Path.Combine(folder, ModelFileNames.Manifest);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        JsonSerializer.Serialize(file, this, Form);
        file.Flush(flushToDisk: true);
    }

    private static ModelManifest Check(ModelManifest manifest)
    {
        foreach (var file in manifest.Files)
            if (file is null || !ModelFileNames.IsTaken(file.File, manifest.Kind) || file.Size < 0 || !ContentHash.IsSha256(file.Sha256))
                throw new JsonException($"it lists `{file?.File}` of {file?.Size} bytes with the hash `{file?.Sha256}`, expected plain names and SHA-256");
        return manifest;
    }

    private static VideoIndexException Damaged(string path, string what, Exception cause) =>
        new(ErrorCodes.ModelDamaged, $"cannot use the manifest `{path}`: {what}", "`videoindex model pull` fetches the model again", cause);
}
