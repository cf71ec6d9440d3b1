using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>Reads one piece of a query as something to look for. A pure rule: every piece is at least a word.</summary>
internal static class ClauseReader
{
    public const string Caption = "caption";
    public const string Cue = "cue";

    /// <summary>One letter and a star stand for a large part of all words: that finds nothing in particular.</summary>
    private const int ShortestPrefix = 2;

    public static TextClause Read(QueryToken token, QueryNotes notes)
    {
        if (token.Key is null)
            return Plain(token.Value, token.IsQuoted, notes);
        if (token.Value.Length > 0 && Source(token) is { } source)
            return new TextClause.From(source, Plain(token.Value, token.IsQuoted, notes));

        if (Source(token) is not null)
            notes.Add($"{QueryNotes.Quote(token.Raw)} is taken as a word: it is written like `speech:\"good evening\"`");
        else if (token.Value.Length > 0 && !token.Value.StartsWith("//", StringComparison.Ordinal))
            notes.Add($"{QueryNotes.Quote(token.Raw)} is taken as words: there is no filter `{token.Key}:`");
        return token.IsQuoted && Source(token) is null && token.Value.Length > 0
            ? new TextClause.Phrase($"{token.Key} {token.Value}")
            : new TextClause.Word(token.Raw.TrimStart('-'));
    }

    private static string? Source(QueryToken token) => token.HasKey("speech") ? Cue : token.HasKey("seen") ? Caption : null;

    private static TextClause Plain(string text, bool isQuoted, QueryNotes notes)
    {
        if (isQuoted)
            return new TextClause.Phrase(text);
        if (!text.Contains('*', StringComparison.Ordinal))
            return new TextClause.Word(text);

        var beginning = text.TrimEnd('*');
        if (beginning.Length < text.Length && !beginning.Contains('*', StringComparison.Ordinal)
            && beginning.Count(char.IsLetterOrDigit) >= ShortestPrefix)
            return new TextClause.Prefix(beginning);
        notes.Add($"{QueryNotes.Quote(text)} is taken as words: `*` stands for the end of a word that begins with at least {ShortestPrefix} letters, `celebr*`");
        return new TextClause.Word(text);
    }
}
