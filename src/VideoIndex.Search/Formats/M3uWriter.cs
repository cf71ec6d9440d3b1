using System.Globalization;

namespace VideoIndex.Search;

/// <summary>Writes clips as an M3U playlist with VLC's options. Write it to a UTF-8 writer, as <c>.m3u8</c> or <c>.m3u</c>.</summary>
/// <remarks>Files stand as <c>file:</c> addresses: a line cannot hold a name with a newline, or one that starts with <c>#</c>.</remarks>
public static class M3uWriter
{
    public static void Write(TextWriter to, IReadOnlyList<Clip> clips) => Write(to, clips, clip => FileUri.From(clip.Path));

    /// <param name="location">Where a player finds the clip's file: an address that is percent-encoded already.</param>
    public static void Write(TextWriter to, IReadOnlyList<Clip> clips, Func<Clip, string> location)
    {
        to.Write("#EXTM3U\n");
        foreach (var clip in clips)
        {
            to.Write(string.Create(CultureInfo.InvariantCulture, $"#EXTINF:{Math.Ceiling(clip.Span.Length.TotalSeconds)},{Title(clip)}\n"));
            to.Write($"#EXTVLCOPT:start-time={PlaylistText.Seconds(clip.Span.Start)}\n");
            to.Write($"#EXTVLCOPT:stop-time={PlaylistText.Seconds(clip.Span.End)}\n");
            to.Write(location(clip) + "\n");
        }
    }

    /// <summary>Players split a title at <c> - </c> into artist and title; an en dash reads the same and does not split.</summary>
    private static string Title(Clip clip) => PlaylistText.Title(clip).Replace(" - ", " – ", StringComparison.Ordinal);
}
