namespace VideoIndex.Search;

/// <summary>A form in which clips are written for another program.</summary>
/// <param name="Name">As people choose it, <c>--format vtt</c>.</param>
/// <param name="Extensions">Endings of file names that mean this form, with their dot, the usual one first.</param>
/// <param name="Scope">Whether it can name more than one file.</param>
/// <param name="Write">Writes clips under a title to a UTF-8 writer.</param>
public sealed record ClipFormat(
    string Name, IReadOnlyList<string> Extensions, FormatScope Scope, Action<TextWriter, string, IReadOnlyList<Clip>> Write)
{
    /// <summary>All forms. <c>.edl</c> is CMX 3600's, which was there first; mpv's is written <c>.mpv.edl</c>.</summary>
    public static IReadOnlyList<ClipFormat> All { get; } =
    [
        new("xspf", [".xspf"], FormatScope.ManyFiles, XspfWriter.Write),
        new("m3u8", [".m3u8", ".m3u"], FormatScope.ManyFiles, (to, _, clips) => M3uWriter.Write(to, clips)),
        new("csv", [".csv"], FormatScope.ManyFiles, (to, _, clips) => CsvWriter.Write(to, clips)),
        new("edl", [".edl"], FormatScope.ManyFiles, CmxEdlWriter.Write),
        new("mpv", [".mpv.edl"], FormatScope.ManyFiles, (to, _, clips) => MpvEdlWriter.Write(to, clips)),
        new("fcpxml", [".fcpxml"], FormatScope.ManyFiles, FcpXmlWriter.Write),
        new("vtt", [".vtt"], FormatScope.OneFile, (to, _, clips) => WebVttWriter.Write(to, clips)),
        new("chapters", [".ffmetadata", ".chapters"], FormatScope.OneFile, ChapterWriter.Write),
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
