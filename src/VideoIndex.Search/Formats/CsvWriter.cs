using System.Globalization;

namespace VideoIndex.Search;

/// <summary>Writes clips as CSV (RFC 4180) with a header line, for spreadsheets and scripts.</summary>
public static class CsvWriter
{
    public static void Write(TextWriter to, IReadOnlyList<Clip> clips)
    {
        to.Write("rank,path,start_ms,end_ms,start,end,score,source,caption\r\n");
        foreach (var clip in clips)
        {
            to.Write(string.Create(CultureInfo.InvariantCulture, $"{clip.Rank},{Field(clip.Path)},{clip.Span.StartMs},{clip.Span.EndMs},"));
            to.Write($"{FormatTime.Clock(clip.Span.Start)},{FormatTime.Clock(clip.Span.End)},");
            to.Write(string.Create(CultureInfo.InvariantCulture, $"{clip.Score:0.####},{Field(clip.Source)},{Field(NoFormula(clip.Caption))}\r\n"));
        }
    }

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 && text.Trim().Length == text.Length ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>
    /// A stranger may have written the caption, and spreadsheets run what begins like a formula: such a text gets an apostrophe in front.
    /// A path is left as it is: an absolute one never begins so.
    /// </summary>
    private static string NoFormula(string text)
    {
        var line = PlaylistText.Line(text);
        return line is ['=' or '+' or '-' or '@', ..] ? "'" + line : line;
    }
}
