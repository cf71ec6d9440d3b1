namespace VideoIndex.Search;

/// <summary>A form in which clips are written for another program.</summary>
/// <param name="Name">As people choose it, <c>--format vtt</c>.</param>
/// <param name="Extensions">Endings of file names that mean this form, with their dot, the usual one first.</param>
/// <param name="Scope">Whether it can name more than one file.</param>
/// <param name="Write">Writes the clips of a result, under its query as a title, to a UTF-8 writer.</param>
public sealed record ClipFormat(
    string Name, IReadOnlyList<string> Extensions, FormatScope Scope, Action<TextWriter, SearchResult> Write)
{
    /// <summary>All forms. <c>.edl</c> is CMX 3600's, which was there first; mpv's is written <c>.mpv.edl</c>.</summary>
    public static IReadOnlyList<ClipFormat> All { get; } =
    [
        new("xspf", [".xspf"], FormatScope.ManyFiles, XspfWriter.Write),
        new("m3u8", [".m3u8", ".m3u"], FormatScope.ManyFiles, (to, result) => M3uWriter.Write(to, result.Clips)),
        new("csv", [".csv"], FormatScope.ManyFiles, (to, result) => CsvWriter.Write(to, result.Clips)),
        new("edl", [".edl"], FormatScope.ManyFiles, (to, result) => CmxEdlWriter.Write(to, result.Query, result.Clips)),
        new("mpv", [".mpv.edl"], FormatScope.ManyFiles, (to, result) => MpvEdlWriter.Write(to, result.Clips)),
        new("fcpxml", [".fcpxml"], FormatScope.ManyFiles, (to, result) => FcpXmlWriter.Write(to, result.Query, result.Clips)),
        new("vtt", [".vtt"], FormatScope.OneFile, (to, result) => WebVttWriter.Write(to, result.Clips)),
        new("chapters", [".ffmetadata", ".chapters"], FormatScope.OneFile, (to, result) => ChapterWriter.Write(to, result.Query, result.Clips)),
    ];

    /// <summary>Null when there is no form of this name.</summary>
    public static ClipFormat? Named(string name) => All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The form that a file's name means, by its longest known ending; null when it means none.</summary>
    public static ClipFormat? OfFile(string path) => All
        .SelectMany(format => format.Extensions, (format, extension) => new { format, extension })
        .Where(known => path.EndsWith(known.extension, StringComparison.OrdinalIgnoreCase))
        .MaxBy(known => known.extension.Length)?
        .format;
}

public enum FormatScope
{
    ManyFiles,

    /// <summary>Times without a file name: it lies beside one film. Only clips of one media may be written.</summary>
    OneFile,
}
