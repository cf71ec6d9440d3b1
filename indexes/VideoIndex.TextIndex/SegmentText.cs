using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace VideoIndex.TextIndex;

/// <summary>
/// What a search reads of one segment, in plain arrays: Lucene's own reading costs some hundred nanoseconds for each document that has a
/// word, and a common word is in a third of a million captions. Filled by the first search; safe for use by many threads.
/// </summary>
/// <remarks>33 bytes for each document, and 4 for each document of a term that was asked for, up to the budget.</remarks>
internal sealed class SegmentText
{
    private readonly AtomicReader _segment;
    private readonly PostingsBudget _budget;
    private readonly ConcurrentDictionary<string, TermPostings> _known;
    private readonly Lazy<long[]> _media;
    private readonly Lazy<long[]> _starts;
    private readonly Lazy<long[]> _ends;
    private readonly Lazy<long[]> _numbers;
    private readonly Lazy<byte[]> _norms;

    public SegmentText(AtomicReader segment, PostingsBudget budget)
        : this(null, segment, budget)
    {
    }

    /// <param name="older">Of the same segment: what it has read is not read again.</param>
    private SegmentText(SegmentText? older, AtomicReader segment, PostingsBudget budget)
    {
        (_segment, _budget, _known) = (segment, budget, older?._known ?? new(StringComparer.Ordinal));
        _media = Read(older?._media, () => Column(segment, TextFields.Media));
        _starts = Read(older?._starts, () => Column(segment, TextFields.Start));
        _ends = Read(older?._ends, () => Column(segment, TextFields.End));
        _numbers = Read(older?._numbers, () => Column(segment, TextFields.Id));
        _norms = Read(older?._norms, () => Norms(segment));
    }

    /// <summary>What the kept postings take.</summary>
    public long KnownBytes => _known.Values.Sum(postings => postings.Bytes);

    public int Count => _segment.MaxDoc;

    public long[] Media => _media.Value;

    public long[] Starts => _starts.Value;

    public long[] Ends => _ends.Value;

    /// <summary>The id of each document, as <see cref="DocumentNumber"/> has it.</summary>
    public long[] Numbers => _numbers.Value;

    /// <summary>The length of each document's text as <see cref="TimedTextSimilarity"/> rounds it.</summary>
    public byte[] LengthCodes => _norms.Value;

    /// <summary>The same for a newer reader of the same segment, in which only more documents are deleted.</summary>
    public SegmentText For(AtomicReader segment, PostingsBudget budget) => new(this, segment, budget);

    public TermPostings Postings(Term term)
    {
        var key = term.Field + "\0" + term.Text;
        if (_known.TryGetValue(key, out var known))
            return known;
        var read = TermPostings.Read(_segment, term);
        if (_budget.TryTake(read.Bytes))
            _known.TryAdd(key, read);
        return read;
    }

    private static Lazy<T> Read<T>(Lazy<T>? known, Func<T> read) => known is { IsValueCreated: true } ? known : new(read);

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
