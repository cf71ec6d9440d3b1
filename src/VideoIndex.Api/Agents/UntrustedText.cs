using System.Globalization;
using System.Text;

namespace VideoIndex.Api;

/// <summary>Text of strangers as an agent gets it: one line of visible characters, of bounded length. Pure.</summary>
internal static class UntrustedText
{
    /// <summary>Several times the longest caption the model writes; a subtitle line is shorter.</summary>
    private const int Longest = 1_000;

    /// <summary>
    /// Control characters and all that is invisible (zero-width, direction, tags: in those, text can be hidden from people that a model reads) go;
    /// white space becomes one space. What a page of Markdown would make an image, a link or markup of (an agent may repeat it there, and an
    /// image's address is fetched) is taken apart by a space.
    /// </summary>
    public static string From(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= Longest)
                return line.Append('…').ToString();
            if (Rune.IsWhiteSpace(rune))
                AppendSpace(line);
            else if (IsVisible(rune))
                AppendShown(line, rune);
        }

        return line.ToString().TrimEnd();
    }

    private static void AppendShown(StringBuilder line, Rune rune)
    {
        var before = line.Length == 0 ? ' ' : line[^1];
        if ((before == ']' && rune.Value is '(' or '[' or ':') || (before == '<' && (Rune.IsLetter(rune) || rune.Value is '/' or '!' or '?')))
            line.Append(' ');
        line.Append(rune);
    }

    private static void AppendSpace(StringBuilder line)
    {
        if (line.Length > 0 && line[^1] != ' ')
            line.Append(' ');
    }

    /// <summary>As <see cref="From"/>, for an answer that is shown to people: line ends stay, and nothing is cut.</summary>
    public static string Lines(string text)
    {
        var lines = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
                lines.Append('\n');
            else if (Rune.IsWhiteSpace(rune))
                lines.Append(' ');
            else if (IsVisible(rune))
                lines.Append(rune);
        }

        return lines.ToString();
    }

    // Variation selectors (U+FE00 and on, U+E0100 and on) can carry hidden bytes too, and change no meaning.
    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate)
        && rune.Value is not ((>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or 0x034F or 0x115F or 0x1160 or 0x3164 or 0xFFA0);
}
