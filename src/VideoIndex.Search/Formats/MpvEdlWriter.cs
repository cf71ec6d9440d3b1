using System.Text;

namespace VideoIndex.Search;

/// <summary>Writes clips as an edit list for mpv, which plays them as one film, each clip a chapter of it.</summary>
/// <remarks>Names and titles stand with the number of their bytes before them (<c>%5%a.mp4</c>): no character in them means anything.</remarks>
public static class MpvEdlWriter
{
    public static void Write(TextWriter to, IReadOnlyList<Clip> clips)
    {
        to.Write("# mpv EDL v0\n");
        foreach (var clip in clips)
        {
            to.Write($"{Counted(clip.Path)},start={PlaylistText.Seconds(clip.Span.Start)},length={PlaylistText.Seconds(clip.Span.Length)},");
            to.Write($"title={Counted(PlaylistText.Title(clip))}\n");
        }
    }

    private static string Counted(string text) => $"%{Encoding.UTF8.GetByteCount(text)}%{text}";
}
