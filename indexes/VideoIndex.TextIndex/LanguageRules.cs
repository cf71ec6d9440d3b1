using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.It;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Util;

namespace VideoIndex.TextIndex;

/// <summary>What is particular to a language when text becomes terms.</summary>
/// <param name="StopWords">Words that nearly every text has, apart by blanks.</param>
/// <param name="Trim">Cuts what is written onto a word and spells it one way; its input is in lower case.</param>
/// <param name="Stem">Gives the forms of a word one term, without accents. The rules of Romance languages need accents to tell endings by; Porter's know none.</param>
internal sealed record LanguageRules(string StopWords, Func<TokenStream, TokenStream> Trim, Func<TokenStream, TokenStream> Stem)
{
    // Lucene's English stop words, and the words that questions are made of.
    private const string EnglishStopWords = """
        a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with
        i me my we us our you your he him his she her its them who whom whose what which where when why how
        am were been being do does did done has have had having can could would should so
        """;

    // Lucene keeps its own list of them to itself.
    private const string ItalianArticles = "c l all dall dell nell sull coll pell gl agl dagl degl negl sugl un m t s v d";

    public static LanguageRules Of(TextLanguage language) => language switch
    {
        TextLanguage.German => new(Words(GermanAnalyzer.DefaultStopSet), stream => new GermanNormalizationFilter(stream), stream => Fold(new GermanLightStemFilter(stream))),
        TextLanguage.French => new(Words(FrenchAnalyzer.DefaultStopSet), stream => new ElisionFilter(stream, FrenchAnalyzer.DEFAULT_ARTICLES), stream => Fold(new FrenchLightStemFilter(stream))),
        TextLanguage.Spanish => new(Words(SpanishAnalyzer.DefaultStopSet), stream => stream, stream => Fold(new SpanishLightStemFilter(stream))),
        TextLanguage.Portuguese => new(Words(PortugueseAnalyzer.DefaultStopSet), stream => stream, stream => Fold(new PortugueseLightStemFilter(stream))),
        TextLanguage.Italian => new(Words(ItalianAnalyzer.DefaultStopSet), stream => new ElisionFilter(stream, Set(ItalianArticles)), stream => Fold(new ItalianLightStemFilter(stream))),
        // Single characters besides the pairs: a query may be one.
        TextLanguage.Cjk => new(EnglishStopWords, stream => new CJKWidthFilter(stream), stream => new PorterStemFilter(new CJKBigramFilter(Fold(stream), CJKScript.ALL, outputUnigrams: true))),
        _ => new(EnglishStopWords, stream => stream, stream => new PorterStemFilter(Fold(stream))),
    };

    private static ASCIIFoldingFilter Fold(TokenStream stream) => new(stream);

    private static string Words(IEnumerable<string> words) => string.Join(' ', words);

    private static CharArraySet Set(string words) => new(TimedTextAnalyzer.Version, words.Split(' '), ignoreCase: true);
}
