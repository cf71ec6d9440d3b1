using System.Text.Json;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Reads the hub's list of a repository's files, as hostile input.</summary>
internal static class HubListing
{
    /// <summary>The published repositories have about 20 files; a list is answered with at most 1,000 entries.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>The 2.2B's shards have 5 GB; eight bytes a parameter of a model ten times as large would still fit.</summary>
    private const long LargestFile = 256L << 30;

    /// <exception cref="VideoIndexException"><c>download_failed</c>: it is no such list, or a name in it leaves the repository.</exception>
    public static IReadOnlyList<HubFile> Parse(ReadOnlyMemory<byte> json, string repository)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            return [.. document.RootElement.EnumerateArray().Where(IsFile).Select(ReadFile)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new VideoIndexException(ErrorCodes.DownloadFailed, $"the hub's list of the files of `{repository}` is not to be used: {e.Message}", HubErrors.OtherHub, e);
        }
    }

    /// <summary>What is taken of a repository, small files first: a refusal should come before gigabytes do.</summary>
    /// <exception cref="VideoIndexException"><c>download_failed</c> when something is not there that the model cannot do without.</exception>
    public static IReadOnlyList<WantedFile> Choose(PublishedModel model, IReadOnlyList<HubFile> listed)
    {
        var wanted = listed.Select(file => (Name: model.KeptAs(file.Path), file)).Where(found => found.Name is not null)
            .Select(found => new WantedFile(found.Name!, found.file)).OrderBy(found => found.Hub.Size).ToList();
        if (wanted.GroupBy(found => found.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new VideoIndexException(ErrorCodes.DownloadFailed, $"`{model.Repository}` lists `{twice.Key}` twice", HubErrors.OtherHub);
        var missing = Required(model.Kind).FirstOrDefault(names => !names.Any(name => wanted.Any(found => found.Name == name)));
        if (missing is not null)
            throw new VideoIndexException(ErrorCodes.DownloadFailed,
                $"`{model.Repository}` at {model.Revision[..8]} has no `{string.Join("` or `", missing)}`", HubErrors.OtherHub);
        return wanted;
    }

    private static string[][] Required(ModelKind kind) => kind == ModelKind.TextEmbedder
        ? [["config.json"], ["vocab.txt"], [PublishedModel.EmbedderFile]]
        : [["config.json"], ["tokenizer.json"], ["model.safetensors", "model.safetensors.index.json"]];

    private static bool IsFile(JsonElement entry) => entry.GetProperty("type").GetString() == "file";

    private static HubFile ReadFile(JsonElement entry)
    {
        var path = entry.GetProperty("path").GetString() ?? "";
        if (!ModelFileNames.StaysInside(path))
            throw new FormatException($"it names `{path}`, expected names inside the repository");
        var size = entry.GetProperty("size").GetInt64();
        if (size is < 0 or > LargestFile)
            throw new FormatException($"`{path}` has {size} bytes, expected 0 to {LargestFile}");
        if (!entry.TryGetProperty("lfs", out var large) || large.ValueKind == JsonValueKind.Null)
            return new HubFile(path, size, null, Hash(entry, path, ContentHash.IsGit));
        return new HubFile(path, size, Hash(large, path, ContentHash.IsSha256), null);
    }

    private static string Hash(JsonElement entry, string path, Func<string?, bool> isHash)
    {
        var hash = entry.GetProperty("oid").GetString();
        return isHash(hash) ? hash! : throw new FormatException($"`{path}` has the hash `{hash}`");
    }
}
