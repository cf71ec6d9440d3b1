using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>What a moment of a query becomes when more is asked of it than one document can have.</summary>
internal static class QueryPartRules
{
    /// <summary>Words, phrases and alternatives of a moment that are looked for: bounds the work of a search.</summary>
    public const int MostClauses = 64;

    /// <summary>
    /// A document is a caption or a cue, never both: what must be seen and what must be heard are two documents at the same time. Loose
    /// words go with what must be seen.
    /// </summary>
    public static IEnumerable<QueryPart> Split(TextQuery text, PartLink? link)
    {
        var wanted = text.Wanted.Take(MostClauses).ToList();
        var heard = wanted.Where(clause => SourceOf(clause) == ClauseReader.Cue).ToList();
        var rest = wanted.Where(clause => SourceOf(clause) != ClauseReader.Cue).ToList();
        if (heard.Count == 0 || rest.TrueForAll(clause => SourceOf(clause) is null))
            return [new QueryPart(text with { Wanted = wanted }, link)];
        return
        [
            new QueryPart(text with { Wanted = rest }, link),
            new QueryPart(new TextQuery(heard, text.Unwanted), new PartLink(LinkOrder.Near, TimeSpan.Zero)),
        ];
    }

    /// <summary>The one source that a clause can be found in, or null.</summary>
    private static string? SourceOf(TextClause clause) => clause switch
    {
        TextClause.From from => from.Source,
        TextClause.AnyOf any when any.Clauses.Select(SourceOf).Distinct().ToList() is [var one] => one,
        _ => null,
    };
}
