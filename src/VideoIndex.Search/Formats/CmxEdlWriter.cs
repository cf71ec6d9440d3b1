using System.Globalization;

namespace VideoIndex.Search;

/// <summary>Writes clips as a CMX 3600 edit list, one after the other on a timeline that begins at one hour, as editors expect.</summary>
/// <remarks>
/// The form counts frames but cannot say how many make a second. <see cref="FramesPerSecond"/> is taken, and said in a comment: choose it
/// when importing, and every clip begins within a frame of where it should, whatever rate its file has.
/// </remarks>
public static class CmxEdlWriter
{
    public const int FramesPerSecond = 25;

    /// <summary>The number of an edit has three digits.</summary>
    public const int MostClips = 999;

    public static void Write(TextWriter to, string title, IReadOnlyList<Clip> clips)
    {
        to.Write($"TITLE: {PlaylistText.Line(title)}\r\nFCM: NON-DROP FRAME\r\n* FRAMES PER SECOND: {FramesPerSecond}\r\n");
        long record = 3600 * FramesPerSecond;
        for (var i = 0; i < Math.Min(clips.Count, MostClips); i++)
            record = WriteEdit(to, i + 1, clips[i], record);
    }

    /// <summary>Where the next edit begins.</summary>
    private static long WriteEdit(TextWriter to, int number, Clip clip, long record)
    {
        var start = FormatTime.FrameAt(clip.Span.Start, FramesPerSecond);
        var end = FormatTime.FrameAfter(clip.Span.End, FramesPerSecond);
        var next = record + end - start;
        to.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"\r\n{number:000}  AX       B     C        {Code(start)} {Code(end)} {Code(record)} {Code(next)}\r\n"));
        to.Write($"* FROM CLIP NAME: {PlaylistText.Line(Path.GetFileName(clip.Path))}\r\n");
        to.Write($"* SOURCE FILE: {FileUri.From(clip.Path)}\r\n");
        to.Write($"* COMMENT: {PlaylistText.Line(clip.Caption)}\r\n");
        return next;
    }

    private static string Code(long frames) => FormatTime.Timecode(frames, FramesPerSecond);
}
