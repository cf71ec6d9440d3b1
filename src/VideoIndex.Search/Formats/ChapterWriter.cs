using System.Globalization;
using System.Text;

namespace VideoIndex.Search;

/// <summary>
/// Writes clips of one file as chapters in ffmpeg's metadata form: <c>ffmpeg -i film.mp4 -i film.ffmetadata -map_chapters 1 -c copy out.mp4</c>.
/// </summary>
/// <remarks>Chapters do not overlap: one ends where the next begins. Of two that begin together the better one is written.</remarks>
public static class ChapterWriter
{
    public static void Write(TextWriter to, string title, IReadOnlyList<Clip> clips)
    {
        to.Write($";FFMETADATA1\ntitle={Escaped(PlaylistText.Line(title))}\n");
        var ordered = clips.OrderBy(clip => clip.Span.StartMs).ThenBy(clip => clip.Rank).DistinctBy(clip => clip.Span.StartMs).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            var end = i + 1 < ordered.Count ? Math.Min(ordered[i].Span.EndMs, ordered[i + 1].Span.StartMs) : ordered[i].Span.EndMs;
            to.Write(string.Create(
                CultureInfo.InvariantCulture, $"\n[CHAPTER]\nTIMEBASE=1/1000\nSTART={ordered[i].Span.StartMs}\nEND={end}\n"));
            to.Write($"title={Escaped(PlaylistText.Line(ordered[i].Caption))}\n");
        }
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character is '=' or ';' or '#' or '\\')
                escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
