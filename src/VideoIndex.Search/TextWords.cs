namespace VideoIndex.Search;

/// <summary>Cuts a text into words of lower-case letters and digits; of scripts without blanks each character is one. A pure rule.</summary>
internal static class TextWords
{
    /// <summary>What is longer is cut there.</summary>
    public const int LongestWord = 40;

    private const char None = '\0';

    /// <summary>A search reads a thousand captions and more, letter by letter.</summary>
    private static readonly char[] s_ascii = [.. Enumerable.Range(0, 128).Select(letter => Lower((char)letter))];

    public static IEnumerable<string> Of(string text, int most)
    {
        var letters = new char[LongestWord];
        for (var (at, count) = (0, 0); count < most && TryReadNext(text, ref at, letters, out var length); count++)
            yield return new string(letters, 0, length);
    }

    /// <param name="at">Where to look from; is moved behind the word.</param>
    /// <param name="letters">Room for <see cref="LongestWord"/>.</param>
    public static bool TryReadNext(ReadOnlySpan<char> text, ref int at, Span<char> letters, out int length)
    {
        while (at < text.Length && LetterOf(text[at]) == None)
            at++;
        length = 0;
        if (at == text.Length)
            return false;
        do
            letters[length++] = LetterOf(text[at++]);
        while (at < text.Length && length < LongestWord && LetterOf(text[at]) != None && !StandsAlone(text[at]) && !StandsAlone(text[at - 1]));
        return true;
    }

    /// <summary>In lower case; <see cref="None"/> for what belongs to no word.</summary>
    private static char LetterOf(char letter) => letter < s_ascii.Length ? s_ascii[letter] : Lower(letter);

    private static char Lower(char letter) => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : None;

    /// <summary>Chinese characters and Japanese syllables.</summary>
    private static bool StandsAlone(char letter) => letter is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';
}
