using System.Text;
using VideoIndex.Core;

namespace VideoIndex.Cli.Output;

/// <summary>Data goes to stdout, everything said about it to stderr. Names and captions are untrusted: no control character reaches the terminal.</summary>
internal static class Terminal
{
    public static void Say(string text) => Console.Error.WriteLine(text);

    /// <summary><c>1 clip</c>, <c>2 clips</c>.</summary>
    public static string Count(long number, string what) => FormattableString.Invariant($"{number} {what}{(number == 1 ? "" : "s")}");

    public static int Error(VideoIndexException trouble)
    {
        Console.Error.WriteLine($"error: {Printable(trouble.Message)}");
        if (trouble.Hint is { } hint)
            Console.Error.WriteLine($"hint: {Printable(hint)}");
        return ExitCode.Error;
    }

    /// <summary>As <see cref="Printable"/>, but lines and tabs stay.</summary>
    public static string PrintableLines(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => string.Join('\t', line.Split('\t').Select(Printable))));

    /// <summary>The text on one line: control, direction-changing and line-breaking characters are written as <c>\u000A</c>.</summary>
    public static string Printable(string text)
    {
        StringBuilder? changed = null;
        for (var i = 0; i < text.Length; i++)
        {
            var isSafe = !char.IsControl(text[i]) && text[i] is not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069') and not '\u2028' and not '\u2029';
            if (!isSafe)
                changed ??= new StringBuilder(text, 0, i, text.Length + 16);
            if (isSafe)
                changed?.Append(text[i]);
            else
                changed!.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
        }

        return changed?.ToString() ?? text;
    }
}
