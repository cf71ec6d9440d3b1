using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>
/// Reads what a person typed:
/// <code>
/// goal celebration       words: the more of them, the better     -replay       without
/// "red card"             exactly these words                     celebr*       words that begin so
/// goal OR penalty        one of them                             speech:"..." seen:"..."   in cues or captions only
/// corner THEN goal WITHIN 30s      goal NEAR:20s celebration     moments of one media
/// in:football ext:mkv longer:1h shorter:10m before:2024-05 after:2024-05 model:500m offline:no
/// </code>
/// Everything else is words. What looks like syntax and is none becomes words, with a note that says so; nothing is an error but an empty
/// query and one that is too long.
/// </summary>
public static class QueryParser
{
    /// <summary>Longer than any question; bounds the work of a search.</summary>
    public const int MaxLength = 1_000;

    /// <exception cref="VideoIndexException"><c>bad_query</c>: empty, or longer than <see cref="MaxLength"/>.</exception>
    public static SearchQuery Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new VideoIndexException(ErrorCodes.BadQuery, "the query is empty", "give words to look for, `goal celebration`");
        if (text.Length > MaxLength)
            throw new VideoIndexException(
                ErrorCodes.BadQuery,
                $"the query is {text.Length} characters long, at most {MaxLength} are allowed",
                "give a few words or a sentence");

        var openQuotes = new List<string>();
        var tokens = QueryScanner.Scan(text, openQuotes);
        var reader = new QueryReader(tokens);
        foreach (var piece in openQuotes)
            reader.Notes.Add($"{QueryNotes.Quote(piece)} has a quote that is not closed: it is taken as a word");
        return reader.Read();
    }
}
