using System.Buffers;
using System.Numerics;
using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>
/// The scores of one query for all documents of an index, to be asked several times. The answers refer to the reader: use it before that is
/// disposed. Safe for use by many threads until it is disposed itself, which gives its memory to the next search.
/// </summary>
/// <remarks>Four bytes of memory for each document of the index while it is used.</remarks>
public sealed class TextScores : IDisposable
{
    private readonly IReadOnlyList<(SegmentText Text, float[] Scores)> _segments;
    private int _disposed;

    /// <param name="segments">With scores at least for each document; from the shared pool.</param>
    internal TextScores(IReadOnlyList<(SegmentText Text, float[] Scores)> segments, double most) => (_segments, Most) = (segments, most);

    /// <summary>What a document that had every word of the query again and again would score; 0 for a query without words.</summary>
    public double Most { get; }

    /// <summary>The best hits first; equal ones by media, then time. Nothing of <paramref name="mediaToSkip"/> is among them.</summary>
    /// <param name="onlyMedia">Only hits of these; null for any.</param>
    public IReadOnlyList<TextMatch> Top(int top, IReadOnlySet<long> mediaToSkip, IReadOnlySet<long>? onlyMedia = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(top);
        var best = new BestPlaces(Math.Min(top, TextIndexReader.MaxTop), float.Epsilon, place => (Media(place), Start(place), 0));
        for (var segment = 0; segment < _segments.Count; segment++)
            Collect(segment, best, mediaToSkip, onlyMedia);
        return [.. best.Take().Select(Match)];
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        foreach (var (_, scores) in _segments)
            ArrayPool<float>.Shared.Return(scores);
    }

    private void Collect(int segment, BestPlaces best, IReadOnlySet<long> mediaToSkip, IReadOnlySet<long>? onlyMedia)
    {
        var (text, all) = _segments[segment];
        var scores = all.AsSpan(0, text.Count);
        var media = text.Media;
        var anyMedia = mediaToSkip.Count == 0 && onlyMedia is null;
        var lanes = Vector<float>.Count;
        for (var from = 0; from < scores.Length; from += lanes)
        {
            // Whole groups below what is needed are passed over: nearly all of them.
            if (from + lanes <= scores.Length && !Vector.GreaterThanOrEqualAny(new Vector<float>(scores[from..]), new Vector<float>(best.Least)))
                continue;
            for (var document = from; document < Math.Min(from + lanes, scores.Length); document++)
            {
                if (scores[document] >= best.Least && float.IsFinite(scores[document])
                    && (anyMedia || (!mediaToSkip.Contains(media[document]) && onlyMedia?.Contains(media[document]) != false)))
                    best.Offer(scores[document], segment, document);
            }
        }
    }

    private long Media((int Segment, int Row) place) => _segments[place.Segment].Text.Media[place.Row];

    private long Start((int Segment, int Row) place) => _segments[place.Segment].Text.Starts[place.Row];

    private TextMatch Match((float Score, int Segment, int Row) found)
    {
        var place = (found.Segment, found.Row);
        var text = _segments[found.Segment].Text;
        return new TextMatch(DocumentNumber.Id(text.Numbers[found.Row]), Media(place), TimeRange.FromMs(Start(place), text.Ends[found.Row]), found.Score);
    }
}
