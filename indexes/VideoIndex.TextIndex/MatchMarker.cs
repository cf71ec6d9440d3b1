using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>Finds the words of a text that a query asked for. A pure rule over the analysis.</summary>
internal sealed class MatchMarker(TimedTextAnalyzer analyzer)
{
    /// <summary>The words in order, none overlapping another. Stop words are marked only when the query has nothing else.</summary>
    public IReadOnlyList<TextSpan> Mark(TextQuery query, string text)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        var prefixes = new List<string>();
        foreach (var clause in query.Wanted)
            Collect(clause, terms, prefixes);
        if (terms.Any(term => !analyzer.IsStopWord(term)) || prefixes.Count > 0)
            terms.RemoveWhere(analyzer.IsStopWord);

        var found = analyzer.Terms(TextFields.Text, text).Where(term => terms.Contains(term.Term)).Select(term => term.Span);
        if (prefixes.Count > 0)
            found = found.Concat(analyzer.Terms(TextFields.Word, text).Where(word => BeginsWithOne(word, prefixes)).Select(word => word.Span));
        return [.. found.Distinct().OrderBy(span => span.Start)];
    }

    private static bool BeginsWithOne(AnalysedTerm word, List<string> prefixes) =>
        prefixes.Exists(prefix => word.Term.StartsWith(prefix, StringComparison.Ordinal));

    private void Collect(TextClause clause, HashSet<string> terms, List<string> prefixes)
    {
        switch (clause)
        {
            case TextClause.Word word:
                terms.UnionWith(analyzer.Terms(TextFields.Text, word.Text).Select(term => term.Term));
                break;
            case TextClause.Phrase phrase:
                terms.UnionWith(analyzer.Terms(TextFields.Text, phrase.Text).Select(term => term.Term));
                break;
            case TextClause.Prefix prefix:
                prefixes.AddRange(analyzer.Terms(TextFields.Word, prefix.Text).Select(term => term.Term));
                break;
            case TextClause.AnyOf any:
                foreach (var one in any.Clauses)
                    Collect(one, terms, prefixes);
                break;
            case TextClause.From from:
                Collect(from.Clause, terms, prefixes);
                break;
        }
    }
}
