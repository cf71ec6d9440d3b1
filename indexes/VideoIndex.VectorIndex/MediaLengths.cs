using System.Collections.Concurrent;

namespace VideoIndex.VectorIndex;

/// <summary>
/// The length of the mean of each media's vectors. It is the same for every query, so it is kept once asked for: some 50 bytes for a media.
/// Safe for use by many threads.
/// </summary>
internal sealed class MediaLengths(IReadOnlyList<LiveSegment> segments)
{
    private readonly ConcurrentDictionary<long, double> _known = [];

    /// <param name="mediaId">It has a vector.</param>
    public double Of(long mediaId) => _known.GetOrAdd(mediaId, Measure);

    private double Measure(long mediaId)
    {
        var rows = new List<(Segment Segment, int Row)>();
        foreach (var live in segments)
        {
            var (first, count) = live.Segment.RowsOf(mediaId);
            for (var row = first; row < first + count; row++)
            {
                if (!live.IsDeleted(row))
                    rows.Add((live.Segment, row));
            }
        }

        return MeanLength.Of(rows);
    }
}
