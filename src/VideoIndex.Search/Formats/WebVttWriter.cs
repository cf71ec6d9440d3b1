using System.Globalization;

namespace VideoIndex.Search;

/// <summary>Writes clips of one file as WebVTT: beside the film, a player shows what was found while it is on screen.</summary>
public static class WebVttWriter
{
    public static void Write(TextWriter to, IReadOnlyList<Clip> clips)
    {
        to.Write("WEBVTT\n");
        foreach (var clip in clips.OrderBy(clip => clip.Span.Start).ThenBy(clip => clip.Rank))
        {
            to.Write(string.Create(CultureInfo.InvariantCulture, $"\n{clip.Rank}\n"));
            to.Write($"{FormatTime.Clock(clip.Span.Start)} --> {FormatTime.Clock(clip.Span.End)}\n{Text(clip)}\n");
        }
    }

    /// <summary>One line, in which nothing is a tag, an entity or the arrow of a cue.</summary>
    private static string Text(Clip clip)
    {
        var line = PlaylistText.Line(clip.Caption);
        return line.Length == 0
            ? "…"
            : line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }
}
