using Lucene.Net.Index;
using Lucene.Net.Search;

namespace VideoIndex.TextIndex;

/// <summary>The documents of a segment that have a term, in order, and how often each has it.</summary>
/// <param name="Counts">Up to <see cref="MostCounted"/>.</param>
internal sealed record TermPostings(int[] Documents, byte[] Counts)
{
    /// <summary>
    /// People say a word twice in a line about a moment, hardly ever three times: who says it forty times wants to be found for it, and must
    /// only become longer, and so less, by that.
    /// </summary>
    public const int MostCounted = 2;

    public static readonly TermPostings None = new([], []);

    /// <summary>What .NET's objects, and the place in a table, take besides.</summary>
    private const long Overhead = 250;

    public long Bytes => Overhead + (Documents.Length * (sizeof(int) + sizeof(byte)));

    public static TermPostings Read(AtomicReader segment, Term term)
    {
        var terms = segment.GetTerms(term.Field)?.GetEnumerator();
        if (terms is null || !terms.SeekExact(term.Bytes))
            return None;
        var (documents, counts) = (new int[terms.DocFreq], new byte[terms.DocFreq]);
        var all = terms.Docs(null, null, DocsFlags.FREQS);
        for (var i = 0; i < documents.Length; i++)
        {
            documents[i] = all.NextDoc();
            if (documents[i] == DocIdSetIterator.NO_MORE_DOCS)
                throw new IOException($"the text index names {documents.Length} documents for a word and lists {i}");
            counts[i] = (byte)Math.Min(all.Freq, MostCounted);
        }

        return new TermPostings(documents, counts);
    }
}
