using System.Buffers;
using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>Reads what a person typed: words, and "phrases" in double quotes of any shape. There is no other syntax, so nothing is an
/// error in it; a quote that is not closed is only a character.</summary>
public static class QueryParser
{
    /// <summary>Longer than any question; bounds the work of a search.</summary>
    public const int MaxLength = 1_000;

    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"\u201C\u201D\u201E\u201F\u00AB\u00BB\uFF02");

    /// <exception cref="VideoIndexException"><c>bad_query</c>: empty, or longer than <see cref="MaxLength"/>.</exception>
    public static TextQuery Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new VideoIndexException(ErrorCodes.BadQuery, "the query is empty", "give words to look for, `goal celebration`");
        if (text.Length > MaxLength)
            throw new VideoIndexException(
                ErrorCodes.BadQuery,
                $"the query is {text.Length} characters long, at most {MaxLength} are allowed",
                "give a few words or a sentence");

        var words = new List<string>();
        var phrases = new List<string>();
        Read(text, words, phrases);
        return new TextQuery(words, phrases);
    }

    private static void Read(ReadOnlySpan<char> rest, List<string> words, List<string> phrases)
    {
        while (true)
        {
            var open = rest.IndexOfAny(Quotes);
            var length = open < 0 ? -1 : rest[(open + 1)..].IndexOfAny(Quotes);
            if (length < 0)
            {
                words.AddRange(Split(rest));
                return;
            }

            words.AddRange(Split(rest[..open]));
            if (Split(rest.Slice(open + 1, length)) is { Length: > 0 } phrase)
                phrases.Add(string.Join(' ', phrase));
            rest = rest[(open + length + 2)..];
        }
    }

    private static string[] Split(ReadOnlySpan<char> text)
    {
        Span<char> plain = stackalloc char[text.Length];
        for (var i = 0; i < text.Length; i++)
            plain[i] = char.IsControl(text[i]) ? ' ' : text[i];
        return plain.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
