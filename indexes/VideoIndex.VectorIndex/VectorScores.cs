using System.Buffers;
using System.Numerics;
using VideoIndex.Core;

namespace VideoIndex.VectorIndex;

/// <summary>
/// The cosines of one query with all documents of an index. Safe for use by many threads until it is disposed, which gives its memory to
/// the next search.
/// </summary>
/// <remarks>Four bytes of memory for each document of the index.</remarks>
public sealed class VectorScores : IDisposable
{
    /// <summary>Stands for a row that no longer counts: no cosine is so low.</summary>
    internal const float Deleted = -2;

    /// <summary>Lower than any cosine.</summary>
    private const float Lowest = -1.5f;

    /// <summary>A document that began longer ago, in milliseconds, is not found as a neighbour: windows and lines are shorter.</summary>
    private const long LongestBefore = 60_000;

    private static readonly HashSet<long> _none = [];

    private readonly IReadOnlyList<LiveSegment> _segments;
    private readonly MediaLengths _lengths;
    private readonly float[][] _scores;
    private readonly Lazy<(double Mean, double Deviation)> _spread;
    private int _disposed;

    /// <param name="scores">For each segment at least its rows; from the shared pool.</param>
    internal VectorScores(IReadOnlyList<LiveSegment> segments, MediaLengths lengths, float[][] scores)
    {
        (_segments, _lengths, _scores) = (segments, lengths, scores);
        _spread = new Lazy<(double, double)>(MeasureSpread);
    }

    /// <summary>Documents that were compared.</summary>
    public long Count => _segments.Sum(segment => (long)segment.LiveRows);

    /// <summary>The nearest documents first; equal ones by media, then time. Nothing of <paramref name="mediaToSkip"/> is among them.</summary>
    /// <param name="onlyMedia">Only hits of these; null for any.</param>
    public IReadOnlyList<VectorHit> Top(int top, IReadOnlySet<long> mediaToSkip, IReadOnlySet<long>? onlyMedia = null)
    {
        var best = new BestPlaces(top, Lowest, place => (Held(place).Media[place.Row], Held(place).Starts[place.Row], Held(place).Keys[place.Row]));
        for (var segment = 0; segment < _segments.Count; segment++)
            Collect(segment, best, mediaToSkip, onlyMedia);
        return [.. best.Take().Select(place => HitAt(place.Segment, place.Row))];
    }

    /// <summary>Where a document lies; null when it is not in the index.</summary>
    public DocumentPlace? Find(TimedDocument document) => DocumentPlace.Find(_segments, document);

    public double CosineAt(DocumentPlace place) => _scores[place.Segment][place.Row];

    /// <summary>The highest cosine of other documents of the same media that are no further away in time than a gap; null when there is none.</summary>
    public double? CosineBeside(DocumentPlace place, TimeSpan gap)
    {
        var (media, start, end) = (Held(place).Media[place.Row], Held(place).Starts[place.Row], Held(place).Ends[place.Row]);
        var (gapMs, best) = ((long)gap.TotalMilliseconds, Lowest);
        for (var i = 0; i < _segments.Count; i++)
        {
            var segment = _segments[i].Segment;
            for (var row = i == place.Segment ? FirstNear(segment, place.Row) : segment.Find(media, start - LongestBefore); row < segment.Rows && segment.Media[row] == media && segment.Starts[row] < end + gapMs; row++)
            {
                if (segment.Ends[row] > start - gapMs && new DocumentPlace(i, row) != place)
                    best = Math.Max(best, _scores[i][row]);
            }
        }

        return best > Lowest ? best : null;
    }

    /// <summary>As <see cref="Segment.Find"/> would say, but those before it are few, and a step away.</summary>
    private static int FirstNear(Segment segment, int row)
    {
        var medias = segment.Media;
        var starts = segment.Starts;
        var (media, earliest) = (medias[row], starts[row] - LongestBefore);
        while (row > 0 && medias[row - 1] == media && starts[row - 1] >= earliest)
            row--;
        return row;
    }

    /// <summary>Some documents as one, to compare others with.</summary>
    public Company CompanyOf(IReadOnlyCollection<DocumentPlace> places) => new(_segments, places);

    /// <summary>How a media as a whole answers: the cosine of the query with the mean of the media's vectors.</summary>
    /// <remarks>
    /// The scalar product with a mean is the mean of the scalar products, which are all known; only the mean's length is left to find, and
    /// a few of the media's vectors show it well enough.
    /// </remarks>
    public MediaScore OfMedia(long mediaId)
    {
        var sum = 0.0;
        var count = 0;
        for (var i = 0; i < _segments.Count; i++)
        {
            var (first, rows) = _segments[i].Segment.RowsOf(mediaId);
            foreach (var score in _scores[i].AsSpan(first, rows))
            {
                if (score <= Deleted)
                    continue;
                sum += score;
                count++;
            }
        }

        return count == 0 ? default : new MediaScore(count, sum / count / _lengths.Of(mediaId));
    }

    /// <summary>Mean and standard deviation over all documents: what is usual for this query.</summary>
    public (double Mean, double Deviation) Spread() => _spread.Value;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        foreach (var scores in _scores)
            ArrayPool<float>.Shared.Return(scores);
    }

    private void Collect(int segment, BestPlaces best, IReadOnlySet<long> mediaToSkip, IReadOnlySet<long>? onlyMedia)
    {
        var held = _segments[segment].Segment;
        if (onlyMedia is null)
        {
            Collect(segment, 0, held.Rows, best, mediaToSkip);
            return;
        }

        // The rows of a media lie side by side: nothing else need be looked at.
        foreach (var media in onlyMedia)
        {
            var (first, rows) = mediaToSkip.Contains(media) ? default : held.RowsOf(media);
            Collect(segment, first, rows, best, _none);
        }
    }

    private void Collect(int segment, int first, int rows, BestPlaces best, IReadOnlySet<long> mediaToSkip)
    {
        var held = _segments[segment].Segment;
        var scores = _scores[segment].AsSpan(first, rows);
        var lanes = Vector<float>.Count;
        for (var from = 0; from < scores.Length; from += lanes)
        {
            // Whole groups below what is needed are passed over: nearly all of them.
            if (from + lanes <= scores.Length && !Vector.GreaterThanOrEqualAny(new Vector<float>(scores[from..]), new Vector<float>(best.Least)))
                continue;
            for (var row = from; row < Math.Min(from + lanes, scores.Length); row++)
            {
                if (scores[row] >= best.Least && (mediaToSkip.Count == 0 || !mediaToSkip.Contains(held.Media[first + row])))
                    best.Offer(scores[row], segment, first + row);
            }
        }
    }

    private (double Mean, double Deviation) MeasureSpread()
    {
        double sum = 0, squares = 0;
        for (var i = 0; i < _segments.Count; i++)
        {
            var (ofSegment, squaresOfSegment) = Sums(_scores[i].AsSpan(0, _segments[i].Segment.Rows));
            sum += ofSegment;
            squares += squaresOfSegment;
        }

        var count = Count;
        return count == 0 ? (0, 0) : (sum / count, Math.Sqrt(Math.Max(0, squares / count - sum / count * (sum / count))));
    }

    private static (double Sum, double Squares) Sums(ReadOnlySpan<float> scores)
    {
        var (sums, squares) = (Vector<double>.Zero, Vector<double>.Zero);
        var deleted = new Vector<float>(Deleted);
        var at = 0;
        for (; at + Vector<float>.Count <= scores.Length; at += Vector<float>.Count)
        {
            var some = new Vector<float>(scores[at..]);
            Vector.Widen(Vector.ConditionalSelect(Vector.GreaterThan(some, deleted), some, Vector<float>.Zero), out var low, out var high);
            sums += low + high;
            squares += (low * low) + (high * high);
        }

        var (sum, square) = (Vector.Sum(sums), Vector.Sum(squares));
        foreach (var score in scores[at..])
        {
            sum += score > Deleted ? score : 0;
            square += score > Deleted ? (double)score * score : 0;
        }

        return (sum, square);
    }

    private Segment Held((int Segment, int Row) place) => _segments[place.Segment].Segment;

    private Segment Held(DocumentPlace place) => _segments[place.Segment].Segment;

    private VectorHit HitAt(int segment, int row)
    {
        var held = _segments[segment].Segment;
        return new VectorHit(
            DocumentKey.Format(held.Keys[row]), held.Media[row], TimeRange.FromMs(held.Starts[row], held.Ends[row]), _scores[segment][row]);
    }
}
