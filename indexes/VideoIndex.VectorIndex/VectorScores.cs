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

    /// <summary>The nearest documents first; equal ones by media, then time. Nothing of <paramref name="mediaToSkip"/> is among them.</summary>
    public IReadOnlyList<VectorHit> Top(int top, IReadOnlySet<long> mediaToSkip)
    {
        var nearest = new PriorityQueue<(int Segment, int Row), float>(top + 1);
        var least = Deleted;
        for (var i = 0; i < _segments.Count; i++)
        {
            var media = _segments[i].Segment.Media;
            var scores = _scores[i];
            for (var row = 0; row < scores.Length; row++)
            {
                if (scores[row] <= least || (mediaToSkip.Count > 0 && mediaToSkip.Contains(media[row])))
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

    /// <summary>
    /// How a media as a whole answers: the mean of its documents' cosines, which is the scalar product with their mean vector. Null for a
    /// media without vectors.
    /// </summary>
    public double? MeanOf(long mediaId)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < _segments.Count; i++)
        {
            var segment = _segments[i].Segment;
            for (var row = segment.Find(mediaId, long.MinValue); row < segment.Rows && segment.Media[row] == mediaId; row++)
            {
                if (_scores[i][row] <= Deleted)
                    continue;
                sum += _scores[i][row];
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }

    /// <summary>The best cosine among other documents of the same media that begin within <paramref name="reach"/> of this one's edges.</summary>
    public double? BestAround(TimedDocument document, TimeSpan reach)
    {
        var key = DocumentKey.Parse(document.Id);
        var (from, to) = (document.Span.StartMs - (long)reach.TotalMilliseconds, document.Span.EndMs + (long)reach.TotalMilliseconds);
        double? best = null;
        for (var i = 0; i < _segments.Count; i++)
        {
            var segment = _segments[i].Segment;
            for (var row = segment.Find(document.MediaId, from); row < segment.Rows && segment.Media[row] == document.MediaId
                && segment.Starts[row] <= to; row++)
            {
                if (segment.Keys[row] != key && _scores[i][row] > Deleted)
                    best = Math.Max(best ?? -1, _scores[i][row]);
            }
        }

        return best;
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
