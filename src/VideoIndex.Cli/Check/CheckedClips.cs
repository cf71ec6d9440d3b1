using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoIndex.Cli.Check;

/// <summary>What a model said about clips, a small file an answer: the same question about the same pictures is asked once. May be deleted at any time.</summary>
/// <remarks>No table of the catalog: that has one writer, for hours, while a search only reads; and nobody wrote these answers but the model.</remarks>
/// <param name="folder">For nothing else.</param>
internal sealed class CheckedClips(string folder)
{
    /// <summary>Answers kept: a thousand searches of ten clips; 40 MB where a file takes a block of 4 KB.</summary>
    private const int Most = 10_000;

    public static CheckedClips In(string dataFolder) => new(Path.Combine(dataFolder, "cache", "checks"));

    /// <summary>Null when nobody asked this before, or the answer cannot be read.</summary>
    public double? Find(string key)
    {
        try
        {
            return double.TryParse(File.ReadAllText(PathOf(key)), CultureInfo.InvariantCulture, out var chance) && chance is >= 0 and <= 1 ? chance : null;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps an answer; where that cannot be done it is asked again the next time.</summary>
    public void Keep(string key, double chance)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var part = $"{PathOf(key)}.{Environment.ProcessId}.part";
            File.WriteAllText(part, chance.ToString("R", CultureInfo.InvariantCulture));
            File.Move(part, PathOf(key), overwrite: true);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            // a full disk: the answer is still given
        }
    }

    /// <summary>Forgets the oldest answers when there are too many.</summary>
    public void Trim()
    {
        var folderNow = new DirectoryInfo(folder);
        if (!folderNow.Exists || folderNow.EnumerateFiles().Count() <= Most)
            return;
        foreach (var file in folderNow.GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).Skip(Most / 2))
            file.Delete();
    }

    private string PathOf(string key) => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
}
