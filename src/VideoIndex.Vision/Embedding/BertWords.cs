using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace VideoIndex.Vision;

/// <summary>Cuts text into words as BERT was trained on them: at blanks; punctuation and Chinese characters stand alone. Safe for use by many threads.</summary>
/// <remarks>
/// The library's own word pattern drops what is neither letter, digit nor punctuation (<c>½</c>, emoji), where BERT has word pieces for
/// them or says [UNK]. Source: Google's BERT, tokenization.py, BasicTokenizer.
/// </remarks>
internal sealed class BertWords : PreTokenizer
{
    /// <summary>Without control characters, each blank a space.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                clean.Append(' ');
            else if (rune.Value is not (0 or 0xFFFD) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
                clean.Append(rune);
        }

        return clean.ToString();
    }

    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) => Words(text);

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => Words(text.ToString());

    private static IEnumerable<(int Offset, int Length)> Words(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length;)
        {
            var rune = Rune.TryGetRuneAt(text, i, out var whole) ? whole : Rune.ReplacementChar;
            var isBlank = Rune.IsWhiteSpace(rune);
            var length = rune.Utf16SequenceLength;
            if (isBlank || StandsAlone(rune))
            {
                if (i > start)
                    yield return (start, i - start);
                if (!isBlank)
                    yield return (i, length);
                start = i + length;
            }

            i += length;
        }

        if (text.Length > start)
            yield return (start, text.Length - start);
    }

    private static bool StandsAlone(Rune rune) => rune.Value switch
    {
        >= 33 and <= 47 or >= 58 and <= 64 or >= 91 and <= 96 or >= 123 and <= 126 => true,
        >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF or >= 0x20000 and <= 0x2CEAF or >= 0xF900 and <= 0xFAFF or >= 0x2F800 and <= 0x2FA1F => true,
        _ => Rune.IsPunctuation(rune),
    };
}
