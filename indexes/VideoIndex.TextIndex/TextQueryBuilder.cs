using Lucene.Net.Index;
using Lucene.Net.Search;
using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>Builds Lucene's query clause by clause, never through a query syntax: no text can be an operator or an error.</summary>
/// <remarks>
/// Phrases, alternatives and what must come from one source must be there. Loose words and beginnings of words are alternatives, of which
/// a document must have a fair share (<see cref="LeastWords"/>); beside something that must be there they only raise the score. Stop words
/// count only when the query has nothing else, and then all of them must be there.
/// </remarks>
internal sealed class TextQueryBuilder(TimedTextAnalyzer analyzer)
{
    /// <summary>Clauses of each kind, and words of a phrase, that are looked at: bounds the work of one search.</summary>
    public const int MaxClauses = 64;

    /// <summary>The query, or null when there is nothing in it to look for.</summary>
    public BuiltQuery? Build(TextQuery query)
    {
        var demanded = Built(query.Wanted.Where(IsDemanded));
        var loose = Built(query.Wanted.Where(clause => !IsDemanded(clause)));
        var telling = loose.Where(clause => !clause.IsStopWord).ToList();
        if (demanded.Count + loose.Count == 0)
            return null;

        var least = demanded.Count > 0 ? 0 : telling.Count > 0 ? LeastWords(telling.Count) : loose.Count;
        return new BuiltQuery(demanded, telling.Count + demanded.Count > 0 ? telling : loose, Built(query.Unwanted), least);
    }

    /// <summary>How many of a query's words a document must have: one of up to seven, a quarter of a sentence.</summary>
    internal static int LeastWords(int words) => Math.Max(1, words / 4);

    private static bool IsDemanded(TextClause clause) => clause is not (TextClause.Word or TextClause.Prefix);

    /// <summary>Distinct, in order; what has no term (`*`, `:`) is dropped.</summary>
    private List<BuiltClause> Built(IEnumerable<TextClause> clauses) =>
    [
        .. clauses.Select(Build).OfType<BuiltClause>().DistinctBy(clause => clause.Key).Take(MaxClauses),
    ];

    private BuiltClause? Build(TextClause clause) => clause switch
    {
        TextClause.Word word => BuildTerms(word.Text),
        TextClause.Phrase phrase => BuildTerms(phrase.Text),
        TextClause.Prefix prefix => BuildPrefix(prefix.Text),
        TextClause.AnyOf any => BuildAny(any),
        TextClause.From from => BuildFrom(from),
        _ => new BuiltClause("anything", new MatchAllDocsQuery()),
    };

    /// <summary>A term or, as <c>wi-fi</c> gives two that stay together, a phrase.</summary>
    private BuiltClause? BuildTerms(string text)
    {
        var terms = analyzer.Terms(TextFields.Text, text);
        if (terms.Count == 0)
            return null;
        var key = string.Join('\0', terms.Select(term => term.Term));
        if (terms.Count == 1)
            return new BuiltClause(key, new TermQuery(new Term(TextFields.Text, terms[0].Term)), analyzer.IsStopWord(terms[0].Term));

        var phrase = new PhraseQuery();
        foreach (var term in terms.Take(MaxClauses))
            phrase.Add(new Term(TextFields.Text, term.Term), term.Position);
        return new BuiltClause(key, phrase, terms.All(term => analyzer.IsStopWord(term.Term)));
    }

    /// <summary>
    /// Matches whole words, not stems, which are often shorter than what was typed. All words that begin so count the same: no list of them
    /// is made, so that none is left out and the work is bounded by the documents that have one.
    /// </summary>
    private BuiltClause? BuildPrefix(string text)
    {
        var terms = analyzer.Terms(TextFields.Word, text);
        if (terms.Count == 0)
            return null;
        var last = new PrefixQuery(new Term(TextFields.Word, terms[^1].Term))
        {
            MultiTermRewriteMethod = MultiTermQuery.CONSTANT_SCORE_FILTER_REWRITE,
        };
        var key = string.Join('\0', terms.Select(term => term.Term)) + "*";
        if (terms.Count == 1)
            return new BuiltClause(key, last);

        var together = new BooleanQuery { { last, Occur.MUST } };
        foreach (var term in terms.SkipLast(1).Take(MaxClauses))
            together.Add(new TermQuery(new Term(TextFields.Word, term.Term)), Occur.MUST);
        return new BuiltClause(key, together);
    }

    private BuiltClause? BuildAny(TextClause.AnyOf any)
    {
        var clauses = Built(any.Clauses);
        return clauses.Count switch
        {
            0 => null,
            1 => clauses[0],
            _ => new BuiltClause(
                string.Join("\0|\0", clauses.Select(clause => clause.Key)),
                new DisjunctionMaxQuery([.. clauses.Select(clause => clause.Query)], 0)),
        };
    }

    private BuiltClause? BuildFrom(TextClause.From from) => Build(from.Clause) is { } inner
        ? new BuiltClause(
            $"{from.Source}\0:\0{inner.Key}",
            new FilteredQuery(inner.Query, new QueryWrapperFilter(new TermQuery(new Term(TextFields.Source, from.Source)))))
        : null;
}
