using System.Globalization;
using System.Text;

namespace VideoIndex.Media;

/// <summary>Makes text from outside (names, tool output, subtitles) safe to show on one line. Pure.</summary>
internal static class CleanText
{
    /// <summary>The file's name for a sentence: control and direction characters replaced, at most 120 characters.</summary>
    public static string Name(string path) => Line(Path.GetFileName(path), 120, '?');

    /// <summary>White space runs become one space; control and invisible direction characters go; cut at <paramref name="longest"/>.</summary>
    public static string Line(string text, int longest, char? replacement = null)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= longest)
                return line.Append('…').ToString();
            Append(line, rune, replacement);
        }

        return line.ToString().TrimEnd();
    }

    private static void Append(StringBuilder line, Rune rune, char? replacement)
    {
        if (IsUnsafe(rune))
        {
            if (replacement is { } sign)
                line.Append(sign);
        }
        else if (!Rune.IsWhiteSpace(rune))
            line.Append(rune);
        else if (line.Length > 0 && line[^1] != ' ')
            line.Append(' ');
    }

    // Joiners (U+200C, U+200D) stay: Persian words and emoji need them.
    private static bool IsUnsafe(Rune rune) =>
        (Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune))
        || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D))
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
