using System.Globalization;
using System.Text;
using System.Xml;
using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>What a playlist says of a clip. Captions and names are other people's text: shown as one line of plain characters. Pure.</summary>
public static class PlaylistText
{
    private const int LongestTitle = 120;
    private const int LongestLine = 1_000;

    /// <summary><c>A dog runs. (garden.mp4, 00:50 - 01:00)</c></summary>
    public static string Title(Clip clip) =>
        $"{Line(clip.Caption, LongestTitle)} ({Line(Path.GetFileName(clip.Path), LongestTitle)}, {clip.Span})";

    public static string Line(string text) => Line(text, LongestLine);

    /// <summary>Seconds with three decimals, as <c>start-time</c> and <c>stop-time</c> want them.</summary>
    public static string Seconds(TimeSpan time) =>
        (time.Ticks / TimeSpan.TicksPerMillisecond / 1000m).ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>
    /// Runs of blanks and control characters become one blank; what XML cannot hold, and what turns the direction of writing (a name can
    /// show another ending with it), is left out; the rest is cut with an ellipsis.
    /// </summary>
    private static string Line(string text, int longest)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest + 1));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= longest)
                return line.Append('…').ToString();
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
                AppendBlank(line);
            else if (IsShown(rune))
                line.Append(rune);
        }

        return line.ToString().TrimEnd();
    }

    private static void AppendBlank(StringBuilder line)
    {
        if (line.Length > 0 && line[^1] != ' ')
            line.Append(' ');
    }

    private static bool IsShown(Rune rune) =>
        (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
        && rune.Value is not (0x061C or (>= 0x200E and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069));
}
