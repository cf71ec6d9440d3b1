using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Reads SubRip and WebVTT alike: every line of two times begins a cue, whatever stands around it. Pure, never throws on odd text.</summary>
/// <remarks>
/// Sequence numbers, identifiers, headers, notes, styles and positions fall away by themselves, for no times stand in front of them.
/// Left out: cues whose times are damaged, negative or reversed, and cues without text. Cues that overlap stay.
/// `X-TIMESTAMP-MAP` is not applied: it refers to a broadcast's clock, a file beside a media counts from the media's start.
/// </remarks>
internal static partial class TimedTextParser
{
    /// <summary>A feature film has about 1,500; past this a file is no subtitle that somebody reads.</summary>
    private const int MostCues = 50_000;

    public static IReadOnlyList<Cue> Parse(string text, string origin, string? language)
    {
        var cues = new List<Cue>();
        TimeRange? span = null;
        var spoken = new StringBuilder();
        var lines = text.AsSpan().TrimStart('\uFEFF').EnumerateLines();
        foreach (var line in lines)
        {
            if (line.Contains("-->", StringComparison.Ordinal))
            {
                EndCue(cues, span, WithoutNumber(spoken), origin, language);
                span = ReadSpan(line);
            }
            else if (line.IsWhiteSpace())
            {
                EndCue(cues, span, spoken, origin, language);
                span = null;
            }
            else if (span is not null && spoken.Length < 4 * CueText.LongestText)
                spoken.Append(spoken.Length > 0 ? "\n" : "").Append(line);

            if (cues.Count >= MostCues)
                return cues;
        }

        EndCue(cues, span, spoken, origin, language);
        return cues;
    }

    private static void EndCue(List<Cue> cues, TimeRange? span, StringBuilder spoken, string origin, string? language)
    {
        if (span is { } time && CueText.Plain(spoken.ToString()) is { Length: > 0 } plain)
            cues.Add(new Cue(time, plain, origin, language));
        spoken.Clear();
    }

    // Where the empty line between two cues is missing, the next one's number stands under the text.
    private static StringBuilder WithoutNumber(StringBuilder spoken)
    {
        var text = spoken.ToString();
        var last = text.LastIndexOf('\n');
        if (last >= 0 && int.TryParse(text.AsSpan(last + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            spoken.Length = last;
        return spoken;
    }

    private static TimeRange? ReadSpan(ReadOnlySpan<char> line)
    {
        if (line.Length > 1000 || Times().Match(line.ToString()) is not { Success: true } match)
            return null;
        var start = ReadTime(match.Groups[1].Value);
        var end = ReadTime(match.Groups[2].Value);
        return start < end ? new TimeRange(start.Value, end.Value) : null;
    }

    // [[hours:]minutes:]seconds[.milliseconds]; anything but three decimals is ambiguous, and a cue at a wrong time is worse than none.
    private static TimeSpan? ReadTime(string text)
    {
        var time = 0.0;
        foreach (var part in text.Replace(',', '.').Split(':'))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
                return null;
            time = time * 60 + value;
        }

        return time < TimeSpan.FromDays(365).TotalSeconds ? TimeSpan.FromMilliseconds((long)Math.Round(time * 1000)) : null;
    }

    // After the second time stand positions (`X1:40`, `line:80%`), parted by a blank.
    [GeneratedRegex(@"^\s*((?:\d{1,9}:){0,2}\d{1,9}(?:[.,]\d{3})?)\s*-->\s*((?:\d{1,9}:){0,2}\d{1,9}(?:[.,]\d{3})?)(?:\s|$)", RegexOptions.None, 1000)]
    private static partial Regex Times();
}
