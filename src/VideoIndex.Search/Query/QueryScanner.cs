using System.Buffers;

namespace VideoIndex.Search;

/// <summary>Cuts a query into its pieces, at blanks and quotes. A pure rule: every text has pieces, and no character but blanks and
/// control characters is lost.</summary>
internal static class QueryScanner
{
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"\u201C\u201D\u201E\u201F\u00AB\u00BB\uFF02");

    /// <param name="openQuotes">Receives the pieces whose quote is never closed: there it is only a character.</param>
    public static List<QueryToken> Scan(string text, List<string> openQuotes)
    {
        var tokens = new List<QueryToken>();
        var rest = text.AsSpan();
        while (true)
        {
            rest = TrimStart(rest);
            if (rest.IsEmpty)
                return tokens;
            var token = Next(rest, openQuotes, out var length);
            if (token is not null)
                tokens.Add(token);
            rest = rest[length..];
        }
    }

    private static QueryToken? Next(ReadOnlySpan<char> rest, List<string> openQuotes, out int length)
    {
        var minus = IsMinus(rest) ? 1 : 0;
        var key = KeyLength(rest[minus..]);
        var value = minus + (key > 0 ? key + 1 : 0);
        if (value < rest.Length && Quotes.Contains(rest[value]))
        {
            var close = rest[(value + 1)..].IndexOfAny(Quotes);
            if (close >= 0)
            {
                length = value + close + 2;
                return Quoted(rest[..length], minus, key, rest.Slice(value + 1, close));
            }

            openQuotes.Add(rest[..WordLength(rest)].ToString());
        }

        length = WordLength(rest);
        return new QueryToken(
            rest[..length].ToString(), minus > 0, key > 0 ? rest.Slice(minus, key).ToString() : null, rest[value..length].ToString(), false);
    }

    /// <summary>Null for quotes around nothing, which say nothing.</summary>
    private static QueryToken? Quoted(ReadOnlySpan<char> raw, int minus, int key, ReadOnlySpan<char> inside)
    {
        var text = OneLine(inside);
        return text.Length == 0 && key == 0
            ? null
            : new QueryToken(OneLine(raw), minus > 0, key > 0 ? raw.Slice(minus, key).ToString() : null, text, true);
    }

    private static bool IsMinus(ReadOnlySpan<char> rest) => rest.Length > 1 && rest[0] == '-' && rest[1] != '-' && !IsBlank(rest[1]);

    /// <summary>Letters before a colon; 0 when there are none.</summary>
    private static int KeyLength(ReadOnlySpan<char> rest)
    {
        var letters = 0;
        while (letters < rest.Length && char.IsAsciiLetter(rest[letters]))
            letters++;
        return letters < rest.Length && rest[letters] == ':' ? letters : 0;
    }

    private static int WordLength(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && !IsBlank(rest[length]))
            length++;
        return length;
    }

    private static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> rest)
    {
        var blanks = 0;
        while (blanks < rest.Length && IsBlank(rest[blanks]))
            blanks++;
        return rest[blanks..];
    }

    private static string OneLine(ReadOnlySpan<char> text)
    {
        var plain = new char[text.Length];
        for (var i = 0; i < text.Length; i++)
            plain[i] = IsBlank(text[i]) ? ' ' : text[i];
        return string.Join(' ', new string(plain).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsBlank(char character) => char.IsWhiteSpace(character) || char.IsControl(character);
}
