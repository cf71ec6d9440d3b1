using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Cli;

/// <summary>A playlist on disk; its form follows from the file's extension.</summary>
internal sealed class PlaylistFile
{
    private readonly string _path;
    private readonly Action<TextWriter, SearchResult> _write;

    private PlaylistFile(string path, Action<TextWriter, SearchResult> write) => (_path, _write) = (path, write);

    /// <exception cref="VideoIndexException">The extension names no form of playlist, or there is no such folder.</exception>
    public static PlaylistFile For(string path)
    {
        var playlist = FormOf(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Directory.Exists(folder)
            ? playlist
            : throw new VideoIndexException(ErrorCodes.BadOption, $"cannot write the playlist `{path}`: there is no folder `{folder}`", "make it, or choose another place with -o");
    }

    private static PlaylistFile FormOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".xspf" => new PlaylistFile(path, (to, result) => XspfWriter.Write(to, result.Query, result.Clips)),
        ".m3u" or ".m3u8" => new PlaylistFile(path, (to, result) => M3uWriter.Write(to, result.Clips)),
        var other => throw new VideoIndexException(ErrorCodes.BadOption,
            $"cannot write a playlist to `{path}`: found the extension `{other}`, expected .xspf, .m3u or .m3u8", "name it like `clips.xspf`"),
    };

    /// <summary>Written beside and moved into place, so that a player never sees half a playlist.</summary>
    public void Write(SearchResult result)
    {
        var whole = Path.GetFullPath(_path);
        var part = $"{whole}.{Environment.ProcessId}.part";
        try
        {
            using (var to = new StreamWriter(part) { NewLine = "\n" })
                _write(to, result);
            File.Move(part, whole, overwrite: true);
        }
        catch (Exception trouble) when (trouble is UnauthorizedAccessException or IOException)
        {
            if (File.Exists(part))
                File.Delete(part);
            throw new VideoIndexException(trouble is IOException io && DiskSpace.IsFull(io) ? ErrorCodes.DiskFull : ErrorCodes.BadOption, $"cannot write the playlist `{whole}`: {trouble.Message}", "choose another place with -o", trouble);
        }

        Terminal.Say($"wrote {Terminal.Count(result.Clips.Count, "clip")} to {Terminal.Printable(_path)}; open it with: vlc {Terminal.Printable(ForShell(_path))}");
    }

    private static string ForShell(string path) =>
        path.All(sign => char.IsAsciiLetterOrDigit(sign) || "/._-+,:@%".Contains(sign, StringComparison.Ordinal)) && !path.StartsWith('-')
            ? path
            : $"'{(path.StartsWith('-') ? "./" : "")}{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
