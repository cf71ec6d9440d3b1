using Lucene.Net.Index;
using Lucene.Net.Search;

namespace VideoIndex.TextIndex;

/// <summary>Keeps the best hits of one search. Equal scores are ordered by media and time, so that the order does not hang on how the
/// index happens to lie on disk. For one search, one thread.</summary>
internal sealed class HitCollector(int top, IReadOnlySet<long> mediaToSkip, IReadOnlySet<long>? onlyMedia) : ICollector
{
    private readonly PriorityQueue<FoundDocument, FoundDocument> _worstFirst = new(FoundDocument.WorstFirst);
    private Scorer _scorer = null!;
    private NumericDocValues? _media;
    private NumericDocValues? _start;
    private int _base;

    public bool AcceptsDocsOutOfOrder => true;

    public void SetScorer(Scorer scorer) => _scorer = scorer;

    public void SetNextReader(AtomicReaderContext context)
    {
        _base = context.DocBase;
        _media = context.AtomicReader.GetNumericDocValues(TextFields.Media);
        _start = context.AtomicReader.GetNumericDocValues(TextFields.Start);
    }

    public void Collect(int doc)
    {
        var media = _media!.Get(doc);
        if (mediaToSkip.Contains(media) || onlyMedia?.Contains(media) == false)
            return;
        var score = _scorer.GetScore();
        if (!float.IsFinite(score))
            return;

        var found = new FoundDocument(score, media, _start!.Get(doc), _base + doc);
        if (_worstFirst.Count < top)
            _worstFirst.Enqueue(found, found);
        else
            _worstFirst.EnqueueDequeue(found, found);
    }

    /// <summary>The hits, best first.</summary>
    public IReadOnlyList<FoundDocument> Take()
    {
        var found = new FoundDocument[_worstFirst.Count];
        for (var i = found.Length - 1; i >= 0; i--)
            found[i] = _worstFirst.Dequeue();
        return found;
    }
}
