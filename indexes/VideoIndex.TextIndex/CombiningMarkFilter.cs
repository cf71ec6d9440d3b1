using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace VideoIndex.TextIndex;

/// <summary>
/// Drops the accents that stand as characters of their own (U+0300 to U+036F): text from a Mac's file system or subtitles writes
/// <c>é</c> as <c>e</c> and U+0301, which Lucene's folding filter, made for the one-character form, leaves alone.
/// </summary>
internal sealed class CombiningMarkFilter : TokenFilter
{
    private readonly ICharTermAttribute _term;

    public CombiningMarkFilter(TokenStream input)
        : base(input) => _term = AddAttribute<ICharTermAttribute>();

    public override bool IncrementToken()
    {
        if (!m_input.IncrementToken())
            return false;

        var kept = 0;
        var buffer = _term.Buffer;
        for (var i = 0; i < _term.Length; i++)
        {
            if (buffer[i] is < '\u0300' or > '\u036F')
                buffer[kept++] = buffer[i];
        }

        _term.Length = kept;
        return true;
    }
}
