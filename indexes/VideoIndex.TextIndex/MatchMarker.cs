using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>Finds the words of texts (captions found) that a query asked for: to be shown as such. Safe for use by many threads.</summary>
public sealed class MatchMarker
{
    private readonly TimedTextAnalyzer _analyzer;
    private readonly IReadOnlyList<Wish> _clauses;
    private readonly Wish _query;

    internal MatchMarker(TimedTextAnalyzer analyzer, TextQuery query)
    {
        _analyzer = analyzer;
        var wanted = query.Wanted.Select(Wanted).ToList();
        _clauses = [.. wanted.Select(WithoutStopWords)];
        _query = WithoutStopWords(new Wish([.. wanted.SelectMany(one => one.Terms)], [.. wanted.SelectMany(one => one.Prefixes)]));
    }

    /// <summary>Stop words are marked only when the query has nothing else.</summary>
    public MarkedText Mark(string text)
    {
        var terms = _analyzer.Terms(TextFields.Text, text);
        var words = _query.Prefixes.Count == 0 ? [] : _analyzer.Terms(TextFields.Word, text);
        return new MarkedText(
            [.. Found(_query, terms, words).Distinct().OrderBy(span => span.Start)],
            _clauses.All(clause => Found(clause, terms, words).Any()));
    }

    private static IEnumerable<TextSpan> Found(Wish wish, IReadOnlyList<AnalysedTerm> terms, IReadOnlyList<AnalysedTerm> words) =>
        terms.Where(term => wish.Terms.Contains(term.Term)).Concat(words.Where(word => BeginsWithOne(word, wish.Prefixes))).Select(term => term.Span);

    private static bool BeginsWithOne(AnalysedTerm word, List<string> prefixes) =>
        prefixes.Exists(prefix => word.Term.StartsWith(prefix, StringComparison.Ordinal));

    private Wish WithoutStopWords(Wish wish) => wish.Prefixes.Count == 0 && wish.Terms.All(_analyzer.IsStopWord) ? wish
        : wish with { Terms = [.. wish.Terms.Where(term => !_analyzer.IsStopWord(term))] };

    private Wish Wanted(TextClause clause)
    {
        var wish = new Wish([], []);
        Collect(clause, wish);
        return wish;
    }

    /// <summary>Without the single characters inside of pairs: those would be marked wherever they stand.</summary>
    private IEnumerable<string> Longest(string text)
    {
        var terms = _analyzer.Terms(TextFields.Text, text);
        return terms.Where(term => !terms.Any(other => other.Span.Length > term.Span.Length
            && other.Span.Start <= term.Span.Start && term.Span.Start + term.Span.Length <= other.Span.Start + other.Span.Length)).Select(term => term.Term);
    }

    private void Collect(TextClause clause, Wish wish)
    {
        switch (clause)
        {
            case TextClause.Word word:
                wish.Terms.UnionWith(Longest(word.Text));
                break;
            case TextClause.Phrase phrase:
                wish.Terms.UnionWith(Longest(phrase.Text));
                break;
            case TextClause.Prefix prefix:
                wish.Prefixes.AddRange(_analyzer.Terms(TextFields.Word, prefix.Text).Select(term => term.Term));
                break;
            case TextClause.AnyOf any:
                foreach (var one in any.Clauses)
                    Collect(one, wish);
                break;
            case TextClause.From from:
                Collect(from.Clause, wish);
                break;
        }
    }

    /// <summary>The terms and the beginnings of words that one clause, or the whole query, looks for.</summary>
    private sealed record Wish(HashSet<string> Terms, List<string> Prefixes);
}
