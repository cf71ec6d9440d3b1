using System.Globalization;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Holds a model's folder against its manifest, and its content against what the program can load.</summary>
internal static class ModelCheck
{
    /// <summary>The first file that is missing or of another size, in words; null when there is none.</summary>
    public static string? Sizes(string folder, ModelManifest manifest)
    {
        foreach (var file in manifest.Files)
        {
            var found = new FileInfo(Path.Combine(folder, file.File));
            if (!found.Exists || found.Length != file.Size)
                return $"`{file.File}`: found {(found.Exists ? Bytes(found.Length) : "none")}, expected {Bytes(file.Size)}";
        }

        return null;
    }

    /// <summary>Reads every file through and says which is not what the manifest says, and which it does not name.</summary>
    public static IEnumerable<FileDamage> Hashes(string folder, ModelManifest manifest, PullMeter meter, CancellationToken cancel)
    {
        foreach (var file in manifest.Files)
            if (Hash(folder, file, meter, cancel) is var found && found != Words(file.Size, file.Sha256))
                yield return new FileDamage(manifest.Name, file.File, Words(file.Size, file.Sha256), found);
        var known = manifest.Files.Select(file => file.File).Append(ModelFileNames.Manifest).ToHashSet(StringComparer.Ordinal);
        foreach (var name in Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Where(name => !known.Contains(name)))
            yield return new FileDamage(manifest.Name, name, "no such file", "a file that did not come with the model");
    }

    /// <summary>Opens what the manifest lists, without loading it.</summary>
    /// <exception cref="VideoIndexException"><c>model_missing</c>, <c>model_damaged</c> or <c>model_unsupported</c>.</exception>
    public static void CanLoad(string folder, ModelKind kind)
    {
        if (kind == ModelKind.Captioner)
        {
            using var checkpoint = Checkpoint.Open(folder);
            ConfigReader.Read(folder, checkpoint);
        }
        else
        {
            EmbedderFiles.Read(folder);
        }
    }

    private static string Hash(string folder, ManifestFile file, PullMeter meter, CancellationToken cancel)
    {
        var path = Path.Combine(folder, file.File);
        if (!File.Exists(path))
            return "no such file";
        meter.Begin(file.File);
        var before = meter.Done;
        using var hash = ContentHash.OfFile(path, WithGitHash.No, read => meter.Add(read), cancel);
        return Words(meter.Done - before, hash.Sha256);
    }

    private static string Words(long size, string sha256) => $"{Bytes(size)} with the SHA-256 {sha256}";

    private static string Bytes(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} bytes");
}
