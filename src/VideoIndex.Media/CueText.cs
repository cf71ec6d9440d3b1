using System.Net;
using System.Text.RegularExpressions;

namespace VideoIndex.Media;

/// <summary>Takes from a cue's lines what a reader would see. Pure.</summary>
internal static partial class CueText
{
    /// <summary>Characters; a spoken line has under two hundred, a chapter's description seldom a thousand.</summary>
    public const int LongestText = 2000;

    /// <summary>One line without tags, styles and ruby annotations, HTML entities decoded; empty when nothing is left.</summary>
    public static string Plain(string text)
    {
        text = Ruby().Replace(text, "");
        text = Tag().Replace(text, "");
        text = SubStationOverride().Replace(text, "").Replace("\\N", " ", StringComparison.Ordinal).Replace("\\h", " ", StringComparison.Ordinal);
        return CleanText.Line(WebUtility.HtmlDecode(text), LongestText);
    }

    // What is written above a character tells how to say it: it would double the word.
    [GeneratedRegex(@"<rt\b[^>]*>.*?(</rt>|(?=<rt\b|</ruby>|$))", RegexOptions.Singleline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Ruby();

    // <i>, </c.yellow>, <v Mary>, <00:01.500>: a letter, a slash or a time follows; `a < b` stays.
    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>|</>|<[\d:.]+>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{\\[^{}]*\}", RegexOptions.None, 1000)]
    private static partial Regex SubStationOverride();
}
