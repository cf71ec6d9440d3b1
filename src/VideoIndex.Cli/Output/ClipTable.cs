using System.Globalization;
using VideoIndex.Search;

namespace VideoIndex.Cli.Output;

/// <summary>Clips for people: rank, time, file; and under it a line of what was seen, with the words asked for in bold. A pure rule.</summary>
internal static class ClipTable
{
    /// <summary>A narrower terminal breaks lines: there is no use in fewer columns.</summary>
    private const int Narrowest = 40;

    /// <summary>Below it how likely a clip is stands there as a number alone: the file's name needs the room.</summary>
    private const int Narrow = 60;

    private const string Indent = "     ";

    public static IEnumerable<string> Lines(IReadOnlyList<Clip> clips, TerminalStyle style)
    {
        int? width = style.Width is { } columns ? Math.Max(Narrowest, columns) : null;
        var timeWidth = clips.Count == 0 ? 0 : clips.Max(clip => clip.Span.ToString().Length);
        foreach (var clip in clips)
        {
            var head = string.Create(CultureInfo.InvariantCulture, $"{clip.Rank,3}  {clip.Span.ToString().PadRight(timeWidth)}  ");
            var tail = Tail(clip, width);
            yield return head + new TextCells(clip.Path, []).TheEnd(width - head.Length - tail.Length) + tail;
            yield return Indent + new TextCells(clip.Caption, clip.Matches).FromTheFirstMark(width - Indent.Length, style.Marks);
        }
    }

    private static string Tail(Clip clip, int? width)
    {
        var alike = clip.AlikeCount == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  and {clip.AlikeCount} alike");
        return Chance(clip, width < Narrow) + (clip.HasFile ? "" : "  (no file)") + alike;
    }

    /// <summary>What a model that looked says of it goes before what the search makes of words and meaning.</summary>
    private static string Chance(Clip clip, bool isNarrow) => (clip.Checked, clip.Confidence) switch
    {
        ({ } looked, _) => $"  ({(isNarrow ? "" : "shows it: ")}{Percent(looked)})",
        (_, { } confidence) => isNarrow ? $"  ({Percent(confidence)})" : $"  ({clip.Likelihood}, {Percent(confidence)} chance)",
        _ => "",
    };

    private static string Percent(double chance) => chance < 0.01 ? "< 1 %" : string.Create(CultureInfo.InvariantCulture, $"{100 * chance:0} %");
}
