using System.Globalization;
using System.Text;

namespace VideoIndex.Cli.Output;

/// <summary>How wide text is on a terminal: a line that is too wide wraps and cannot be rewritten any more.</summary>
internal static class Columns
{
    /// <summary>Blocks that terminals show two columns wide (Unicode's East Asian Width, the large blocks of it, and emoji), by first and last sign.</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6),
        (0x1F300, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    /// <summary>The beginning of the text that fits; never half a sign.</summary>
    public static string Cut(string text, int columns)
    {
        var (length, width) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
            if (width > columns)
                return text[..length];
            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    private static int Of(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
        : Array.Exists(Wide, block => rune.Value >= block.First && rune.Value <= block.Last) ? 2
        : 1;
}
