using System.Globalization;
using System.Text;
using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>Clips in the forms of other programs. What has no file to play is left out of playlists. Pure.</summary>
internal static class Playlists
{
    public const string XspfType = "application/xspf+xml";
    public const string M3uType = "audio/mpegurl";

    public static byte[] Xspf(SearchResult result, Func<Clip, string> location) =>
        Written(to => XspfWriter.Write(to, result with { Clips = Playable(result) }, location));

    public static byte[] M3u(SearchResult result, Func<Clip, string> location) => Written(to => M3uWriter.Write(to, Playable(result), location));

    private static List<Clip> Playable(SearchResult result) => [.. result.Clips.Where(clip => clip.HasFile)];

    /// <summary>RFC 4180. A cell that a spreadsheet would take for a formula gets a quote in front.</summary>
    public static byte[] Csv(SearchResult result) => Written(to =>
    {
        to.Write("rank,media_id,path,start_ms,end_ms,score,caption,source\r\n");
        foreach (var clip in result.Clips)
            to.Write(string.Create(CultureInfo.InvariantCulture,
                $"{clip.Rank},{clip.MediaId},{Cell(clip.Path)},{clip.Span.StartMs},{clip.Span.EndMs},{clip.Score:0.####},{Cell(clip.Caption)},{clip.Source}\r\n"));
    });

    internal static string Cell(string text)
    {
        var isFormula = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
        return $"\"{(isFormula ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static byte[] Written(Action<TextWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var to = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" })
            write(to);
        return bytes.ToArray();
    }
}
