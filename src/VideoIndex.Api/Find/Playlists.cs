using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>Clips in the forms of other programs, their files reached through this server. Pure.</summary>
internal static class Playlists
{
    public const string XspfType = "application/xspf+xml";
    public const string M3uType = "audio/mpegurl";

    /// <summary>
    /// Addresses on the server as the asker reached it. The file itself is given, not what a browser would need: players read everything,
    /// and jump to a second only in a file that they can ask for ranges of. A token in the playlist's address goes on to its tracks.
    /// </summary>
    public static Func<Clip, string> FilesOn(HttpRequest request)
    {
        var token = request.Query["token"].ToString();
        var query = token.Length > 0 ? "?token=" + Uri.EscapeDataString(token) : "";
        return clip => string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host}/api/media/{clip.MediaId}/file{query}");
    }

    public static byte[] Xspf(SearchResult result, Func<Clip, string> location) =>
        Written(to => XspfWriter.Write(to, result.Query, result.Clips, location));

    public static byte[] M3u(SearchResult result, Func<Clip, string> location) => Written(to => M3uWriter.Write(to, result.Clips, location));

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
