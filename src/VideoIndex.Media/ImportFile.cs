using System.Text.Json;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Reads captions from anywhere: JSON lines, SubRip, WebVTT. Nothing in them is trusted.</summary>
/// <remarks>
/// A line of JSON: <c>{"media": NAME or "path": FILE, "start_ms": N, "end_ms": N, "text": "...", "duration_ms": N}</c>; the duration may be
/// missing, and cuts what reaches beyond it. Relative paths are taken from the folder of the import file.
/// </remarks>
public static class ImportFile
{
    /// <summary>As the origin of every cue read here.</summary>
    public const string Origin = "import";

    /// <summary>Characters; a caption has some 300, so what is longer is another kind of file.</summary>
    private const int LongestLine = 1 << 20;

    private const long MostBytesOfSubtitles = 64 << 20;

    /// <param name="media">The media of a subtitle file; null takes the file's name without its extension. JSON lines name their own.</param>
    /// <param name="onBadLine">Called with the number of a line that is left out, and why.</param>
    /// <exception cref="VideoIndexException"><c>bad_option</c>: no such file, or none of a known kind.</exception>
    public static IEnumerable<ImportedLine> Read(string path, string? media, Action<int, string> onBadLine)
    {
        if (!File.Exists(path))
            throw new VideoIndexException(ErrorCodes.BadOption, $"cannot import `{path}`: there is no such file", "check the path");
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".jsonl" or ".ndjson" => ReadJson(path, onBadLine),
            ".srt" or ".vtt" => ReadSubtitles(path, media ?? Path.GetFileNameWithoutExtension(path)),
            var other => throw new VideoIndexException(ErrorCodes.BadOption,
                $"cannot import `{path}`: found the extension `{other}`, expected .jsonl, .srt or .vtt", "give captions as JSON lines, or subtitles"),
        };
    }

    internal static ImportedLine? Parse(string line, string folder, out string problem)
    {
        problem = "";
        try
        {
            using var json = JsonDocument.Parse(line);
            return ToLine(json.RootElement, folder, out problem);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            problem = "it is not an object with `media` or `path`, `start_ms`, `end_ms` (whole numbers) and `text`";
            return null;
        }
    }

    private static ImportedLine? ToLine(JsonElement line, string folder, out string problem)
    {
        var text = CueText.Plain(line.GetProperty("text").GetString() ?? "");
        var (start, end) = (line.GetProperty("start_ms").GetInt64(), line.GetProperty("end_ms").GetInt64());
        if (line.TryGetProperty("duration_ms", out var length) && length.ValueKind == JsonValueKind.Number)
            end = Math.Min(end, length.GetInt64());
        var media = line.TryGetProperty("path", out var path) && path.GetString() is { Length: > 0 } file
            ? Path.GetFullPath(file.Replace("\0", "", StringComparison.Ordinal), folder)
            : CleanText.Line(line.GetProperty("media").GetString() ?? "", 1_000);
        problem = media.Length == 0 ? "its media has no name"
            : start < 0 || end <= start || end > (long)TimeSpan.FromDays(365).TotalMilliseconds ? $"its times {start} to {end} are no span of the media"
            : text.Length == 0 ? "it has no text"
            : "";
        return problem.Length > 0 ? null : new ImportedLine(media, new Cue(TimeRange.FromMs(start, end), text, Origin));
    }

    private static IEnumerable<ImportedLine> ReadJson(string path, Action<int, string> onBadLine)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var problem = $"it is longer than {LongestLine} characters";
            if (line.Length <= LongestLine && Parse(line, folder, out problem) is { } found)
                yield return found;
            else
                onBadLine(number, problem);
        }
    }

    private static IEnumerable<ImportedLine> ReadSubtitles(string path, string media)
    {
        if (new FileInfo(path).Length > MostBytesOfSubtitles)
            throw new VideoIndexException(ErrorCodes.BadOption, $"cannot import `{path}`: it is larger than any subtitle file", "check the path");
        return TimedTextParser.Parse(SubtitleText.Decode(File.ReadAllBytes(path)), Origin, null).Select(cue => new ImportedLine(media, cue));
    }
}
