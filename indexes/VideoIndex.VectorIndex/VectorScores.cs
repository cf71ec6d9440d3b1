using VideoIndex.Core;

namespace VideoIndex.VectorIndex;

/// <summary>The cosines of one query with all documents of an index. Safe for use by many threads.</summary>
public sealed class VectorScores
{
    /// <summary>Stands for a row that no longer counts: no cosine is so low.</summary>
    internal const float Deleted = -2;

    private readonly IReadOnlyList<LiveSegment> _segments;
    private readonly float[][] _scores;

    internal VectorScores(IReadOnlyList<LiveSegment> segments, float[][] scores) => (_segments, _scores) = (segments, scores);

    /// <summary>Documents that were compared.</summary>
    public long Count => _segments.Sum(segment => (long)segment.LiveRows);

    /// <summary>The nearest documents first; equal ones by media, then time. Nothing of <paramref name="mediaToSkip"/> is among them.</summary>
    /// <param name="onlyMedia">Only hits of these; null for any.</param>
    public IReadOnlyList<VectorHit> Top(int top, IReadOnlySet<long> mediaToSkip, IReadOnlySet<long>? onlyMedia = null)
    {
        var nearest = new PriorityQueue<(int Segment, int Row), float>(top + 1);
        var least = Deleted;
        for (var i = 0; i < _segments.Count; i++)
        {
            var media = _segments[i].Segment.Media;
            var scores = _scores[i];
            for (var row = 0; row < scores.Length; row++)
            {
                if (scores[row] <= least || (mediaToSkip.Count > 0 && mediaToSkip.Contains(media[row])) || onlyMedia?.Contains(media[row]) == false)
                    continue;
                nearest.Enqueue((i, row), scores[row]);
                if (nearest.Count <= top)
                    continue;
                nearest.Dequeue();
                nearest.TryPeek(out _, out least);
            }
        }

        return [.. nearest.UnorderedItems.Select(item => HitAt(item.Element.Segment, item.Element.Row))
            .OrderByDescending(hit => hit.Cosine).ThenBy(hit => hit.MediaId).ThenBy(hit => hit.Span.Start).ThenBy(hit => hit.Id, StringComparer.Ordinal)];
    }

    /// <summary>The cosine with one document; null when it is not in the index.</summary>
    public double? CosineOf(TimedDocument document)
    {
        var key = DocumentKey.Parse(document.Id);
        for (var i = 0; i < _segments.Count; i++)
        {
            var segment = _segments[i].Segment;
            for (var row = segment.Find(document.MediaId, document.Span.StartMs); row < segment.Rows && segment.Media[row] == document.MediaId
                && segment.Starts[row] == document.Span.StartMs; row++)
            {
                if (segment.Keys[row] == key && _scores[i][row] > Deleted)
                    return _scores[i][row];
            }
        }

        return null;
    }

    /// <summary>How a media as a whole answers: the cosine of the query with the mean of the media's vectors.</summary>
    /// <remarks>
    /// The scalar product with a mean is the mean of the scalar products, which are all known; only the mean's length is left to find, and
    /// a few of the media's vectors show it well enough.
    /// </remarks>
    public MediaScore OfMedia(long mediaId)
    {
        var sum = 0.0;
        var rows = new List<(Segment Segment, int Row)>();
        for (var i = 0; i < _segments.Count; i++)
        {
            var segment = _segments[i].Segment;
            for (var row = segment.Find(mediaId, long.MinValue); row < segment.Rows && segment.Media[row] == mediaId; row++)
            {
                if (_scores[i][row] <= Deleted)
                    continue;
                sum += _scores[i][row];
                rows.Add((segment, row));
            }
        }

        return rows.Count == 0 ? default : new MediaScore(rows.Count, sum / rows.Count / MeanLength.Of(rows));
    }

    /// <summary>Mean and standard deviation over all documents: what is usual for this query.</summary>
    public (double Mean, double Deviation) Spread()
    {
        double sum = 0, squares = 0;
        long count = 0;
        foreach (var scores in _scores)
        {
            foreach (var score in scores)
            {
                if (score <= Deleted)
                    continue;
                sum += score;
                squares += (double)score * score;
                count++;
            }
        }

        return count == 0 ? (0, 0) : (sum / count, Math.Sqrt(Math.Max(0, squares / count - sum / count * (sum / count))));
    }

    private VectorHit HitAt(int segment, int row)
    {
        var held = _segments[segment].Segment;
        return new VectorHit(
            DocumentKey.Format(held.Keys[row]), held.Media[row], TimeRange.FromMs(held.Starts[row], held.Ends[row]), _scores[segment][row]);
    }
}
