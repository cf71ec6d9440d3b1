using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;
using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>
/// Turns text into terms of a language: words, possessive cut, lower case, accents folded (<c>café</c> is <c>cafe</c>), stems;
/// in <see cref="TextFields.Word"/> without the stems. Stop words are kept, so that a phrase finds exactly its words;
/// <see cref="TextQueryBuilder"/> leaves them out of loose words. Safe for use by many threads.
/// </summary>
/// <remarks>A change here changes what is stored: raise <see cref="CommitMark.CurrentFormat"/> with it.</remarks>
internal sealed class TimedTextAnalyzer : Analyzer
{
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    private readonly LanguageRules _rules;
    private readonly HashSet<string> _stopTerms;

    public TimedTextAnalyzer(TextLanguage language = TextLanguage.English)
        : base(PER_FIELD_REUSE_STRATEGY)
    {
        _rules = LanguageRules.Of(language);
        _stopTerms = [.. Terms(TextFields.Text, _rules.StopWords).Select(term => term.Term)];
    }

    /// <summary>True for a term of the text field that nearly every text has.</summary>
    public bool IsStopWord(string term) => _stopTerms.Contains(term);

    /// <summary>The terms that a text has in a field, in order.</summary>
    public IReadOnlyList<AnalysedTerm> Terms(string field, string text)
    {
        var terms = new List<AnalysedTerm>();
        using var stream = GetTokenStream(field, text);
        var term = stream.AddAttribute<ICharTermAttribute>();
        var increment = stream.AddAttribute<IPositionIncrementAttribute>();
        var offset = stream.AddAttribute<IOffsetAttribute>();
        stream.Reset();
        for (var position = -1; stream.IncrementToken();)
        {
            position += increment.PositionIncrement;
            terms.Add(new AnalysedTerm(term.ToString()!, position, new TextSpan(offset.StartOffset, offset.EndOffset - offset.StartOffset)));
        }

        stream.End();
        return terms;
    }

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var source = new StandardTokenizer(Version, reader);
        TokenStream stream = new EnglishPossessiveFilter(Version, source);
        stream = new LowerCaseFilter(Version, stream);
        stream = new CombiningMarkFilter(_rules.Trim(stream));
        return new TokenStreamComponents(source, fieldName == TextFields.Word ? new ASCIIFoldingFilter(stream) : _rules.Stem(stream));
    }
}
