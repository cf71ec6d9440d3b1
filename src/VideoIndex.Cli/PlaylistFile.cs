using System.Text;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Cli;

/// <summary>Where clips are written for another program, in what form: a file, or stdout.</summary>
internal sealed class PlaylistFile
{
    private readonly string? _path;

    private PlaylistFile(string? path, ClipFormat format) => (_path, Format) = (path, format);

    public ClipFormat Format { get; }

    /// <summary>The names and endings of all forms, for help and hints.</summary>
    public static string Endings => string.Join(", ", ClipFormat.All.Select(format => format.Extensions[0]));

    public static string Names => string.Join(", ", ClipFormat.All.Select(format => format.Name));

    /// <exception cref="VideoIndexException">The file's extension names no form.</exception>
    public static PlaylistFile For(string path) => new(path, ClipFormat.OfFile(path) ?? throw new VideoIndexException(ErrorCodes.BadOption,
        $"cannot write clips to `{path}`: found the extension `{Path.GetExtension(path)}`, expected {Endings}",
        "name it like `clips.xspf`, or choose the form with --format"));

    /// <summary>Null when neither a file nor a form is given. Without a form the file's extension tells it, without a file it is stdout.</summary>
    /// <exception cref="VideoIndexException">There is no such form.</exception>
    public static PlaylistFile? Chosen(string? path, string? format)
    {
        if (format is null)
            return path is null ? null : For(path);
        return new PlaylistFile(path, ClipFormat.Named(format) ?? throw new VideoIndexException(
            ErrorCodes.BadOption, $"--format is `{format}`, expected one of {Names}", "`videoindex search --help` says what they are for"));
    }

    public bool IsStdout => _path is null;

    public void Write(SearchResult result)
    {
        var clips = Writable(result);
        if (_path is null)
        {
            using var stdout = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            Format.Write(stdout, result.Query, clips);
            return;
        }

        WriteFile(_path, to => Format.Write(to, result.Query, clips));
        var player = Format.Name is "xspf" or "m3u8" ? "vlc" : Format.Name == "mpv" ? "mpv" : null;
        Terminal.Say($"wrote {clips.Count} clips to {Terminal.Printable(_path)}{(player is null ? "" : $"; open it with: {player} {Terminal.Printable(_path)}")}");
    }

    /// <summary>A form without file names takes the clips of the best one's file.</summary>
    private IReadOnlyList<Clip> Writable(SearchResult result)
    {
        if (Format.Scope == FormatScope.ManyFiles || result.Clips.All(clip => clip.MediaId == result.Clips[0].MediaId))
            return result.Clips;
        var best = result.Clips[0];
        var clips = result.Clips.Where(clip => clip.MediaId == best.MediaId).ToList();
        Terminal.Say($"`{Format.Name}` is for one file: the {clips.Count} clips of {Terminal.Printable(best.Path)}; choose another with `in:NAME` in the query");
        return clips;
    }

    /// <summary>Written beside and moved into place, so that a player never sees half a playlist.</summary>
    private static void WriteFile(string path, Action<TextWriter> write)
    {
        var whole = Path.GetFullPath(path);
        var part = $"{whole}.{Environment.ProcessId}.part";
        try
        {
            using (var to = new StreamWriter(part) { NewLine = "\n" })
                write(to);
            File.Move(part, whole, overwrite: true);
        }
        catch (Exception trouble) when (trouble is UnauthorizedAccessException or IOException)
        {
            File.Delete(part);
            throw new VideoIndexException(ErrorCodes.BadOption, $"cannot write the clips to `{whole}`: {trouble.Message}", "choose another place with -o", trouble);
        }
    }
}
