using VideoIndex.Catalog;
using VideoIndex.Cli.Ask;
using VideoIndex.Core;

namespace VideoIndex.Cli.Find;

/// <summary>A moment of a media as people name it: <c>film.mp4@1:20</c>, <c>3@1:02:03</c>.</summary>
/// <param name="Media">An id, a file, or a part of a file's path.</param>
internal sealed record MediaPlace(string Media, TimeSpan At)
{
    /// <summary>Files named in an error when several are meant.</summary>
    private const int Named = 3;

    /// <summary>What stands behind the last <c>@</c> is the time: names of files may have others.</summary>
    /// <exception cref="VideoIndexException"><c>bad_option</c></exception>
    public static MediaPlace Parse(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1
            ? new MediaPlace(text[..at], ClipTime.Parse("the time behind `@`", text[(at + 1)..]))
            : throw new VideoIndexException(ErrorCodes.BadOption, $"the place is `{text}`, expected a file or a media's id, `@` and a time", "write it like `film.mp4@1:20`");
    }

    /// <summary>The media that is meant. A number is an id: a file named so is written <c>./3</c>.</summary>
    /// <exception cref="VideoIndexException"><c>not_found</c>: none is; <c>bad_option</c>: several are.</exception>
    public long FindIn(CatalogReader catalog)
    {
        if (long.TryParse(Media, System.Globalization.NumberStyles.None, null, out var id))
            return catalog.PathsOf([id]).Count > 0 ? id : throw NotFound($"there is no media {id}");
        if ((Exact(catalog, Path.GetFullPath(Media)) ?? Exact(catalog, Media)) is { } exact)
            return exact;
        var holding = catalog.FilesMatching(new MediaFilter { In = [Media] });
        if (holding.Count == 0)
            throw NotFound($"no indexed file has `{Media}` in its path");
        return holding.Count == 1 ? holding.First().Key : throw Ambiguous(holding);
    }

    private static long? Exact(CatalogReader catalog, string path) =>
        catalog.FilesMatching(new MediaFilter { In = [path] }).FirstOrDefault(file => file.Value == path) is { Value: not null } file ? file.Key : null;

    private VideoIndexException Ambiguous(IReadOnlyDictionary<long, string> files)
    {
        var names = files.OrderBy(file => file.Key).Take(Named).Select(file => $"`{file.Key}` {file.Value}");
        return new VideoIndexException(ErrorCodes.BadOption, $"`{Media}` is in the paths of {files.Count} files: {string.Join(", ", names)}{(files.Count > Named ? ", ..." : "")}",
            "give more of the path, or the media's id");
    }

    private static VideoIndexException NotFound(string what) => new(ErrorCodes.NotFound, what, "`videoindex search WORDS --json` shows files and ids");
}
