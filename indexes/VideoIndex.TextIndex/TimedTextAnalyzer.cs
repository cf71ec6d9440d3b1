using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;

namespace VideoIndex.TextIndex;

/// <summary>
/// Turns text into English terms: words, possessive cut, lower case, accents folded (<c>café</c> is <c>cafe</c>), Porter stems.
/// Stop words are kept, so that a phrase finds exactly its words; <see cref="TextQueryBuilder"/> leaves them out of loose words.
/// Safe for use by many threads.
/// </summary>
/// <remarks>A change here changes what is stored: raise <see cref="CommitMark.CurrentFormat"/> with it.</remarks>
internal sealed class TimedTextAnalyzer : Analyzer
{
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    /// <summary>The terms of a text with their positions, in order.</summary>
    public IReadOnlyList<(string Term, int Position)> Terms(string text)
    {
        var terms = new List<(string, int)>();
        using var stream = GetTokenStream(TextFields.Text, text);
        var term = stream.AddAttribute<ICharTermAttribute>();
        var increment = stream.AddAttribute<IPositionIncrementAttribute>();
        stream.Reset();
        for (var position = -1; stream.IncrementToken();)
        {
            position += increment.PositionIncrement;
            terms.Add((term.ToString()!, position));
        }

        stream.End();
        return terms;
    }

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var source = new StandardTokenizer(Version, reader);
        TokenStream stream = new EnglishPossessiveFilter(Version, source);
        stream = new LowerCaseFilter(Version, stream);
        stream = new CombiningMarkFilter(stream);
        stream = new ASCIIFoldingFilter(stream);
        return new TokenStreamComponents(source, new PorterStemFilter(stream));
    }
}
