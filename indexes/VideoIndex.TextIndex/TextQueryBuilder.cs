using Lucene.Net.Index;
using Lucene.Net.Search;
using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>Builds Lucene's query out of words and phrases, never through a query syntax: no text can be an operator or an error.</summary>
/// <remarks>
/// Every phrase must be there. Words are alternatives, of which a document must have a fair share (<see cref="LeastWords"/>); beside a
/// phrase they only raise the score. Stop words count only when the query has nothing else, and then all of them must be there.
/// </remarks>
internal sealed class TextQueryBuilder(TimedTextAnalyzer analyzer)
{
    /// <summary>Words and phrases of a query that are looked at: bounds the work of one search.</summary>
    public const int MaxClauses = 64;

    // Lucene's English stop words, and the words that questions are made of.
    private const string StopWords = """
        a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with
        i me my we us our you your he him his she her its them who whom whose what which where when why how
        am were been being do does did done has have had having can could would should so
        """;

    private readonly HashSet<string> _stopTerms = [.. analyzer.Terms(StopWords).Select(term => term.Term)];

    /// <summary>The query, or null when there is nothing in it to look for.</summary>
    public Query? Build(TextQuery query)
    {
        var phrases = Analyse(query.Phrases);
        var words = Analyse(query.Words);
        var telling = words.Where(terms => terms.Any(term => !_stopTerms.Contains(term.Term))).ToList();
        if (telling.Count == 0 && phrases.Count == 0)
            return Combine([], words, words.Count);

        return Combine(phrases, telling, phrases.Count > 0 ? 0 : LeastWords(telling.Count));
    }

    /// <summary>How many of a query's words a document must have: one of up to seven, a quarter of a sentence.</summary>
    internal static int LeastWords(int words) => Math.Max(1, words / 4);

    private static BooleanQuery? Combine(List<Terms> phrases, List<Terms> words, int leastWords)
    {
        if (phrases.Count + words.Count == 0)
            return null;

        var query = new BooleanQuery { MinimumNumberShouldMatch = leastWords };
        foreach (var phrase in phrases)
            query.Add(ToQuery(phrase), Occur.MUST);
        foreach (var word in words)
            query.Add(ToQuery(word), Occur.SHOULD);
        return query;
    }

    /// <summary>Distinct, in order; what has no term (`*`, `:`) is dropped. <c>wi-fi</c> gives two terms and stays together.</summary>
    private List<Terms> Analyse(IReadOnlyList<string> texts) =>
    [
        .. texts.Select(text => new Terms(analyzer.Terms(text)))
            .Where(terms => terms.Count > 0)
            .DistinctBy(terms => terms.Key)
            .Take(MaxClauses),
    ];

    private static Query ToQuery(Terms terms)
    {
        if (terms.Count == 1)
            return new TermQuery(new Term(TextFields.Text, terms.Single().Term));

        var phrase = new PhraseQuery();
        foreach (var (term, position) in terms.Take(MaxClauses))
            phrase.Add(new Term(TextFields.Text, term), position);
        return phrase;
    }

    private sealed class Terms(IReadOnlyList<(string Term, int Position)> terms)
        : List<(string Term, int Position)>(terms)
    {
        public string Key => string.Join('\0', this.Select(term => term.Term));
    }
}
