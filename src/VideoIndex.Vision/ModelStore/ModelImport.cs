using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Copies a model that somebody downloaded elsewhere, hashing what it copies.</summary>
/// <remarks>
/// Copied and not linked: a link would change with the original, and the store's promise is that a model stays as its manifest says.
/// Links inside the folder are followed: the hub's own cache is made of them.
/// </remarks>
internal sealed class ModelImport(string from, ModelKind kind, Func<string, long?> freeBytes, TimeProvider clock, IProgress<PullProgress> progress)
{
    /// <exception cref="VideoIndexException"><c>model_missing</c>, <c>model_damaged</c> or <c>disk_full</c>.</exception>
    public async Task<IReadOnlyList<ManifestFile>> RunAsync(string to, CancellationToken cancel)
    {
        var files = Choose();
        var total = files.Sum(file => file.Source.Length);
        SpaceCheck.Require(to, total, freeBytes);
        var meter = new PullMeter(progress, clock, PullStage.Fetching, total);
        var copied = new List<ManifestFile>();
        foreach (var (name, source) in files)
            copied.Add(await CopyAsync(source, Path.Combine(to, name), meter, cancel));
        return copied;
    }

    /// <summary>An embedder when there is an ONNX file and no weights beside it that say otherwise.</summary>
    public static ModelKind KindOf(string folder) =>
        Directory.EnumerateFiles(folder, "*.safetensors").Any() || EmbedderIn(folder) is null ? ModelKind.Captioner : ModelKind.TextEmbedder;

    private List<(string Name, FileInfo Source)> Choose()
    {
        var files = Directory.EnumerateFiles(from).Order(StringComparer.Ordinal)
            .Where(path => IsTaken(Path.GetFileName(path)))
            .Select(path => (Path.GetFileName(path), Real(path))).ToList();
        if (kind == ModelKind.TextEmbedder && EmbedderIn(from) is { } network)
            files.Add((PublishedModel.EmbedderFile, Real(network)));
        return files;
    }

    private bool IsTaken(string name) => kind == ModelKind.TextEmbedder ? PublishedModel.EmbedderTexts.Contains(name) : ModelFileNames.IsTaken(name, kind);

    /// <summary>The folder's one network: by the store's name, by its publisher's, or the only one there is.</summary>
    private static string? EmbedderIn(string folder)
    {
        var known = ((string[])[PublishedModel.EmbedderFile, PublishedModel.PublishedEmbedderFile]).Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        var all = Directory.GetFiles(folder, "*.onnx");
        return known ?? (all.Length == 1 ? all[0] : null);
    }

    private static FileInfo Real(string path)
    {
        var file = new FileInfo(path);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        if (!file.Exists || file.Length == 0)
            throw CheckpointErrors.Damaged(Path.GetFileName(path), "it is empty, expected a file with content");
        return file;
    }

    private static async Task<ManifestFile> CopyAsync(FileInfo source, string to, PullMeter meter, CancellationToken cancel)
    {
        meter.Begin(Path.GetFileName(to));
        using var hash = new ContentHash();
        await using var read = new FileStream(source.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        await using var write = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = new byte[1 << 20];
        while (await read.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            await write.WriteAsync(buffer.AsMemory(0, count), cancel);
            hash.Append(buffer.AsSpan(0, count));
            meter.Add(count);
        }

        write.Flush(flushToDisk: true);
        return new ManifestFile(Path.GetFileName(to), write.Length, hash.Sha256);
    }
}
