using System.Globalization;
using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Cli.Find;

/// <summary>From what a person names - a media's id, a file, a part of a file's path - to what the catalog knows.</summary>
internal static class NamedMedia
{
    /// <summary>Files named in an error when several are meant.</summary>
    private const int MostListed = 3;

    /// <summary>The id of the media that is meant. A number is an id: a file named so is written <c>./3</c>.</summary>
    /// <exception cref="VideoIndexException"><c>not_found</c>: none is; <c>bad_option</c>: several are.</exception>
    public static long Find(CatalogReader catalog, string named)
    {
        if (long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return catalog.PathsOf([id]).Count > 0 ? id : throw NotFound($"there is no media {id}");
        if ((AtPath(catalog, Path.GetFullPath(named)) ?? Exact(catalog, named)) is { } exact)
            return exact;
        var holding = catalog.FilesMatching(new MediaFilter { In = [named] });
        if (holding.Count == 0)
            throw NotFound($"no indexed file has `{named}` in its path");
        return holding.Count == 1 ? holding.First().Key : throw Ambiguous(named, holding);
    }

    /// <summary>The same for what needs the video, not only what was written about it.</summary>
    /// <exception cref="VideoIndexException">As <see cref="Find"/>; <c>not_found</c> also when it was imported without a video, or failed.</exception>
    public static MediaRow FindVideo(CatalogReader catalog, string named) => catalog.FindMedia(Find(catalog, named))
        ?? throw new VideoIndexException(ErrorCodes.NotFound, $"the video of `{named}` is not there, or could not be indexed", "`videoindex status` says what failed");

    private static long? AtPath(CatalogReader catalog, string path) =>
        (catalog.FindMediaAt(path) ?? (LinkTarget(path) is { } target ? catalog.FindMediaAt(target) : null))?.Id;

    private static string? LinkTarget(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            return null; // no such file: a library that is offline has it, or none
        }
    }

    private static long? Exact(CatalogReader catalog, string path) =>
        catalog.FilesMatching(new MediaFilter { In = [path] }).FirstOrDefault(file => file.Value == path) is { Value: not null } file ? file.Key : null;

    private static VideoIndexException Ambiguous(string named, IReadOnlyDictionary<long, string> files)
    {
        var names = files.OrderBy(file => file.Key).Take(MostListed).Select(file => $"`{file.Key}` {file.Value}");
        return new VideoIndexException(ErrorCodes.BadOption, $"`{named}` is in the paths of {files.Count} files: {string.Join(", ", names)}{(files.Count > MostListed ? ", ..." : "")}",
            "give more of the path, or the media's id");
    }

    private static VideoIndexException NotFound(string what) =>
        new(ErrorCodes.NotFound, what, "`videoindex search WORDS --json` shows files and ids, `videoindex index FOLDER` adds a folder");
}
