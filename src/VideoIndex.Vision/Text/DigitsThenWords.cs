using System.Text;
using Microsoft.ML.Tokenizers;

namespace VideoIndex.Vision;

/// <summary>Cuts a text into the pieces that are encoded each for itself: every number character alone, the rest by GPT-2's rule.</summary>
/// <remarks>
/// GPT-2's rule is <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>, used on each stretch without numbers
/// as if it stood alone. It is written out because .NET's expressions see UTF-16 units: letters and digits outside the basic plane
/// would count as neither, where the reference sees letters and digits. Has no state: safe from many threads.
/// </remarks>
internal sealed class DigitsThenWords : PreTokenizer
{
    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text)
    {
        var pieces = new List<(int Offset, int Length)>();
        for (var start = 0; start < text.Length;)
        {
            var length = IsNumber(text[start..], out var numberLength) ? numberLength : WordLength(text[start..]);
            pieces.Add((start, length));
            start += length;
        }

        return pieces;
    }

    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) => PreTokenize(text.AsSpan());

    private static int WordLength(ReadOnlySpan<char> text)
    {
        if (ContractionLength(text) is var contraction and > 0)
            return contraction;
        var lead = text[0] == ' ' ? 1 : 0;
        if (RunLength(text[lead..], Kind.Letter) is var letters and > 0)
            return lead + letters;
        if (RunLength(text[lead..], Kind.Other) is var others and > 0)
            return lead + others;

        // Blanks before something visible leave the last of them to it, so that it can begin with a space.
        var blanks = RunLength(text, Kind.Blank);
        var beforeVisible = blanks < text.Length && !IsNumber(text[blanks..], out _);
        return beforeVisible && blanks > 1 ? blanks - 1 : blanks;
    }

    private static int ContractionLength(ReadOnlySpan<char> text)
    {
        if (text[0] != '\'' || text.Length < 2)
            return 0;
        if (text[1] is 's' or 't' or 'm' or 'd')
            return 2;
        return text.Length > 2 && text[1..3] is "re" or "ve" or "ll" ? 3 : 0;
    }

    private static int RunLength(ReadOnlySpan<char> text, Kind kind)
    {
        var length = 0;
        while (length < text.Length)
        {
            Rune.DecodeFromUtf16(text[length..], out var rune, out var units);
            if (KindOf(rune) != kind)
                break;
            length += units;
        }

        return length;
    }

    private static bool IsNumber(ReadOnlySpan<char> text, out int length)
    {
        Rune.DecodeFromUtf16(text, out var rune, out length);
        return KindOf(rune) == Kind.Number;
    }

    private static Kind KindOf(Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
            return Kind.Blank;
        if (Rune.IsLetter(rune))
            return Kind.Letter;
        return Rune.IsNumber(rune) ? Kind.Number : Kind.Other;
    }

    private enum Kind
    {
        Blank,
        Letter,
        Number,
        Other,
    }
}
