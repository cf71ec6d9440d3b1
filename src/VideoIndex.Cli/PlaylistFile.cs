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

    /// <exception cref="VideoIndexException">The file's extension names no form, or there is no such folder.</exception>
    public static PlaylistFile For(string path) => At(path, ClipFormat.OfFile(path) ?? throw new VideoIndexException(ErrorCodes.BadOption,
        $"cannot write clips to `{path}`: found the extension `{Path.GetExtension(path)}`, expected {Endings}",
        "name it like `clips.xspf`, or choose the form with --format"));

    /// <summary>Null when neither a file nor a form is given. Without a form the file's extension tells it, without a file it is stdout.</summary>
    /// <exception cref="VideoIndexException">There is no such form, or no such folder.</exception>
    public static PlaylistFile? Chosen(string? path, string? format)
    {
        if (format is null)
            return path is null ? null : For(path);
        return At(path, ClipFormat.Named(format) ?? throw new VideoIndexException(
            ErrorCodes.BadOption, $"--format is `{format}`, expected one of {Names}", "`videoindex search --help` says what they are for"));
    }

    private static PlaylistFile At(string? path, ClipFormat format)
    {
        var folder = path is null ? null : Path.GetDirectoryName(Path.GetFullPath(path));
        return folder is null || Directory.Exists(folder)
            ? new PlaylistFile(path, format)
            : throw new VideoIndexException(ErrorCodes.BadOption, $"cannot write the clips to `{path}`: there is no folder `{folder}`", "make it, or choose another place with -o");
    }

    public bool IsStdout => _path is null;

    public void Write(SearchResult result)
    {
        var clips = Writable(result);
        if (_path is null)
        {
            using var stdout = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            Format.Write(stdout, result with { Clips = clips });
            return;
        }

        WriteFile(_path, to => Format.Write(to, result with { Clips = clips }));
        var player = Format.Name is "xspf" or "m3u8" ? "vlc" : Format.Name == "mpv" ? "mpv" : null;
        var open = player is null ? "" : $"; open it with: {player} {Terminal.Printable(ForShell(_path))}";
        Terminal.Say($"wrote {Terminal.Count(clips.Count, "clip")} to {Terminal.Printable(_path)}{open}");
    }

    /// <summary>What can be played; a form without file names takes the clips of the best one's file.</summary>
    private List<Clip> Writable(SearchResult result)
    {
        var clips = result.Clips.Where(clip => clip.HasFile).ToList();
        if (clips.Count < result.Clips.Count)
            Terminal.Say($"{Terminal.Count(result.Clips.Count - clips.Count, "clip")} left out: there is no file to play");
        if (Format.Scope == FormatScope.ManyFiles || clips.DistinctBy(clip => clip.MediaId).Count() <= 1)
            return clips;
        var best = clips[0];
        clips.RemoveAll(clip => clip.MediaId != best.MediaId);
        Terminal.Say($"`{Format.Name}` is for one file: {Terminal.Count(clips.Count, "clip")} of {Terminal.Printable(best.Path)}; choose another with `in:NAME` in the query");
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
            if (File.Exists(part))
                File.Delete(part);
            throw new VideoIndexException(
                trouble is IOException io && DiskSpace.IsFull(io) ? ErrorCodes.DiskFull : ErrorCodes.BadOption,
                $"cannot write the clips to `{whole}`: {trouble.Message}", "choose another place with -o", trouble);
        }
    }

    private static string ForShell(string path) =>
        path.All(sign => char.IsAsciiLetterOrDigit(sign) || "/._-+,:@%".Contains(sign, StringComparison.Ordinal)) && !path.StartsWith('-')
            ? path
            : $"'{(path.StartsWith('-') ? "./" : "")}{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
