using System.Globalization;
using System.Security.Cryptography;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Holds the files of a stored model against its manifest before they are loaded: read through once, and again only after one was written to.</summary>
/// <remarks>
/// Gigabytes read at each start would cost more than what they are read for. What was seen is kept beside the model's folder, as sizes and times of
/// writing; a byte that changed without either is found by <c>model verify</c>.
/// </remarks>
internal static class ReceivedCheck
{
    /// <summary>Nothing where the folder has no manifest of ours.</summary>
    /// <exception cref="VideoIndexException"><c>model_damaged</c>, with the hash that was found and the one that was expected.</exception>
    public static void Require(string folder)
    {
        if (Manifest(folder) is not { } manifest)
            return;
        if (Unlisted(folder, manifest) is { } unlisted)
            throw Damaged(manifest, $"`{unlisted}` did not come with it");
        var now = Describe(folder, manifest);
        if (now is not null && now == Remembered(folder))
            return;
        var meter = new PullMeter(new Progress<PullProgress>(), TimeProvider.System, PullStage.Checking, manifest.Size);
        // What lies there besides, and is never opened, does no harm.
        foreach (var damage in ModelCheck.Hashes(folder, manifest, meter, CancellationToken.None).Where(damage => manifest.Files.Any(file => file.File == damage.File)))
            throw Damaged(manifest, $"`{damage.File}` is not what was received: found {damage.Found}, expected {damage.Expected}");
        Remember(folder, manifest);
    }

    /// <summary>Says that the files are what the manifest says, as they lie there now.</summary>
    /// <returns>False where nothing can be written: then they are read through each time.</returns>
    public static bool Remember(string folder, ModelManifest manifest)
    {
        try
        {
            File.WriteAllText(PathFor(folder), Describe(folder, manifest));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Beside the folder, so that in it lies only what was received.</summary>
    public static string PathFor(string folder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Path.Combine(Path.GetDirectoryName(path) ?? path, $".{Path.GetFileName(path)}.checked");
    }

    /// <summary>Null where there is none, or another program's: the store itself tells when its own is damaged.</summary>
    private static ModelManifest? Manifest(string folder)
    {
        try
        {
            return File.Exists(Path.Combine(folder, ModelFileNames.Manifest)) ? ModelManifest.Read(folder) : null;
        }
        catch (VideoIndexException e) when (e.Code == ErrorCodes.ModelDamaged)
        {
            return null;
        }
    }

    private static string? Remembered(string folder) => File.Exists(PathFor(folder)) ? File.ReadAllText(PathFor(folder)) : null;

    /// <summary>A file that would be read and that no manifest vouches for.</summary>
    private static string? Unlisted(string folder, ModelManifest manifest) => CheckpointFiles.Settings.Where(name => File.Exists(Path.Combine(folder, name)))
        .Concat(CheckpointFiles.FindWeights(folder).Select(path => Path.GetFileName(path)!))
        .FirstOrDefault(name => manifest.Files.All(file => file.File != name));

    /// <summary>Changes with the manifest and with every file that is written to; null when one is not there.</summary>
    private static string? Describe(string folder, ModelManifest manifest)
    {
        var files = manifest.Files.Select(file => new FileInfo(Path.Combine(folder, file.File))).ToList();
        if (!files.All(file => file.Exists))
            return null;
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, ModelFileNames.Manifest))));
        return string.Join('\n', files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}")).Prepend(hash));
    }

    private static VideoIndexException Damaged(ModelManifest manifest, string what) =>
        new(ErrorCodes.ModelDamaged, $"the model `{manifest.Name}` cannot be trusted: {what}", $"`videoindex model pull {manifest.Name}` mends it");
}
