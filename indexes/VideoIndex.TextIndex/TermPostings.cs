using Lucene.Net.Index;
using Lucene.Net.Search;

namespace VideoIndex.TextIndex;

/// <summary>The documents of a segment that have a term, in order, and how often each has it.</summary>
/// <param name="Counts">Up to 255: BM25 tells no more apart.</param>
internal sealed record TermPostings(int[] Documents, byte[] Counts)
{
    public static readonly TermPostings None = new([], []);

    public long Bytes => Documents.Length * (sizeof(int) + sizeof(byte));

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
            counts[i] = (byte)Math.Min(all.Freq, byte.MaxValue);
        }

        return new TermPostings(documents, counts);
    }
}
