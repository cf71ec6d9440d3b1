using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Benchmarks.Find;

/// <summary>As long as a query may be and longer: what somebody sends who wants the server to be busy.</summary>
internal static class HostileQueries
{
    /// <summary>One thing again and again, in the words that captions have most.</summary>
    private static readonly string[] Pieces =
    [
        "*a* ", "an* ", "-an* ", "\"", "\"a man\" ", "( ", "a OR ", "man OR woman OR ", "a THEN ", "the NEAR:1h a ", "a* NEAR:1h ", "\"in the\" THEN ",
        "the THEN man THEN on THEN woman THEN with THEN is THEN people THEN street THEN ", "seen:a ", "speech:a seen:the ", "in:a ",
        "model:f ", "-red ", "the a in on ", "a man in the street with a dog on the grass ",
    ];

    /// <summary>The last three are longer than a query may be: 100,000 letters, 25,000 wildcards and 10,000 clauses.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Pieces.Select(AsLongAsMayBe),
        AsLongAsMayBe(string.Concat(Enumerable.Range('a', 26).Select(letter => $"{(char)letter}* "))),
        AsLongAsMayBe(string.Concat(Enumerable.Range('a', 26).Select(letter => $"{(char)letter}* OR "))),
        AsLongAsMayBe(string.Concat(Enumerable.Range('a', 26).Select(letter => $"{(char)letter}* THEN "))),
        AsLongAsMayBe(string.Join(" OR ", Enumerable.Range(0, 10_000))),
        "the THEN man", "the THEN man THEN on", "the THEN man THEN on THEN woman",
        new('a', 100_000), string.Concat(Enumerable.Repeat("*a* ", 25_000)), string.Join(" OR ", Enumerable.Range(0, 10_000)),
    ];

    /// <summary>Asks, and takes a refusal for the answer that it is.</summary>
    public static void Ask(ClipFinder finder, string query)
    {
        try
        {
            finder.Find(query);
        }
        catch (VideoIndexException refused) when (refused.Code == ErrorCodes.BadQuery)
        {
            // said at once, with the limit
        }
    }

    private static string AsLongAsMayBe(string piece) =>
        string.Concat(Enumerable.Repeat(piece, 1 + (QueryParser.MaxLength / piece.Length)))[..QueryParser.MaxLength];
}
