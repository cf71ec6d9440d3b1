using System.IO.Enumeration;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>A subtitle file that lies beside a media and bears its name.</summary>
/// <param name="Language">What stands between the media's name and the ending: `en` of `match.en.srt`; null when nothing does.</param>
internal sealed record SidecarFile(string Path, string Name, string? Language, FileStamp Stamp);

/// <summary>Finds subtitle files beside a media.</summary>
internal static class SidecarFiles
{
    private static readonly string[] Endings = [".srt", ".vtt"];

    // More than any film has languages and forms.
    private const int Most = 32;

    /// <summary>`match.srt`, `match.en.srt`, `match.en.forced.VTT`, ... of `match.mp4`, by name. Only regular files; links are not followed.</summary>
    public static IReadOnlyList<SidecarFile> Of(string media)
    {
        var name = Path.GetFileNameWithoutExtension(media);
        var folder = Path.GetDirectoryName(Path.GetFullPath(media));
        if (folder is null || name.Length == 0)
            return [];
        try
        {
            return [.. Choose(NamesWithPrefix(folder, name + "."), name)
                .Select(file => (Path: System.IO.Path.Join(folder, file), Name: file))
                .Select(file => (file.Path, file.Name, Found: UnixFile.Read(file.Path)))
                .Where(file => file.Found.Kind == FileKind.Regular)
                .Take(Most)
                .Select(file => new SidecarFile(file.Path, file.Name, LanguageOf(file.Name, name), new FileStamp(file.Found.Size, file.Found.ModifiedNs)))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // the folder went away or may not be listed: the media itself will tell
        }
    }

    /// <summary>The subtitle files of `show` among names that begin with `show.`; those of its neighbour `show.s01.mp4` are not its own.</summary>
    internal static IEnumerable<string> Choose(IReadOnlyCollection<string> names, string mediaName)
    {
        var neighbours = names.Where(name => AllowedMedia.IsMediaName(name)).Select(name => Path.GetFileNameWithoutExtension(name) + ".")
            .Where(neighbour => neighbour.Length > mediaName.Length + 1).ToList();
        return names.Where(name => Endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
            .Where(name => !neighbours.Any(neighbour => name.StartsWith(neighbour, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);
    }

    internal static string? LanguageOf(string file, string mediaName)
    {
        var between = file[mediaName.Length..^".srt".Length].Trim('.').Split('.')[0];
        return between.Length is 0 or > 20 ? null : CleanText.Line(between, 20);
    }

    // Filters while listing: a folder of ten thousand files is listed once for each of its media.
    private static List<string> NamesWithPrefix(string folder, string prefix) =>
        [.. new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.FileName.ToString(), new EnumerationOptions { AttributesToSkip = 0 })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.FileName.StartsWith(prefix, StringComparison.Ordinal),
        }];
}
