using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace VideoIndex.TextIndex;

/// <summary>
/// What a search reads of one segment, in plain arrays: Lucene's own reading costs some hundred nanoseconds for each document that has a
/// word, and a common word is in a third of a million captions. Filled by the first search; safe for use by many threads.
/// </summary>
/// <remarks>17 bytes for each document, and 5 for each document of a common term that was asked for, up to the budget.</remarks>
internal sealed class SegmentText(AtomicReader segment, PostingsBudget budget)
{
    /// <summary>A rarer term is read anew each time: a few microseconds.</summary>
    private const int Common = 256;

    private readonly ConcurrentDictionary<string, TermPostings> _common = new(StringComparer.Ordinal);
    private readonly Lazy<long[]> _media = new(() => Column(segment, TextFields.Media));
    private readonly Lazy<long[]> _starts = new(() => Column(segment, TextFields.Start));
    private readonly Lazy<byte[]> _norms = new(() => Norms(segment));

    public int Count => segment.MaxDoc;

    public long[] Media => _media.Value;

    public long[] Starts => _starts.Value;

    /// <summary>The length of each document's text as <see cref="TimedTextSimilarity"/> rounds it.</summary>
    public byte[] LengthCodes => _norms.Value;

    public TermPostings Postings(Term term)
    {
        var key = term.Field + "\0" + term.Text;
        if (_common.TryGetValue(key, out var known))
            return known;
        var read = TermPostings.Read(segment, term);
        if (read.Documents.Length >= Common && budget.TryTake(read.Bytes))
            _common.TryAdd(key, read);
        return read;
    }

    private static long[] Column(AtomicReader segment, string field)
    {
        var values = segment.GetNumericDocValues(field) ?? throw new IOException($"the text index has no column `{field}`");
        var column = new long[segment.MaxDoc];
        for (var document = 0; document < column.Length; document++)
            column[document] = values.Get(document);
        return column;
    }

    private static byte[] Norms(AtomicReader segment)
    {
        var codes = new byte[segment.MaxDoc];
        if (segment.GetNormValues(TextFields.Text) is not { } norms)
            return codes;
        for (var document = 0; document < codes.Length; document++)
            codes[document] = (byte)norms.Get(document);
        return codes;
    }
}
