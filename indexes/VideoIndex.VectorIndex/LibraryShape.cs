namespace VideoIndex.VectorIndex;

/// <summary>How the vectors of a library lie to each other, whatever is asked. Safe for use by many threads while its reader is open.</summary>
/// <remarks>
/// Judged by a sample of the library: 100 microseconds to take at ten thousand documents, some milliseconds at a million. Four bytes of memory for
/// each document.
/// </remarks>
public sealed class LibraryShape
{
    /// <summary>Crowding by 512 ranks no better than by 256 (measured on four sets of moments).</summary>
    private const int SampleSize = 256;

    private const int Nearest = 5;

    /// <summary>Other documents of a media that one of its documents is compared with.</summary>
    private const int Mates = 16;

    // A few documents do not show what is usual; these count as so many documents more. Typical of four sets and two embedders.
    private const double UsualCoherence = 0.2, UsualCrowding = 0.5, UsualCount = 20;

    private readonly IReadOnlyList<LiveSegment> _segments;
    private readonly IReadOnlyList<(Segment Segment, int Row)> _sample;
    private readonly PackedRows _packed;

    /// <summary>Of each row that was asked about, 0 where none was: it does not depend on the question. Two threads may write the same twice.</summary>
    private readonly Lazy<float[]>[] _crowding;

    internal LibraryShape(IReadOnlyList<LiveSegment> segments)
    {
        _segments = segments;
        _sample = SampledRows.Of(segments, SampleSize);
        _packed = new PackedRows(_sample);
        _crowding = [.. segments.Select(live => new Lazy<float[]>(() => new float[live.Segment.Rows]))];
        Coherence = MeasureCoherence();
    }

    /// <summary>
    /// How much more the documents of one media are alike than those of different media: 0 when the media of a document tells nothing about
    /// it, 1 when it tells all. Charades, where everybody does everything at home, has 0.09; an episode of a series 0.21; clips cut from one
    /// scene 0.36.
    /// </summary>
    public double Coherence { get; }

    /// <summary>
    /// How near a document lies to the nearest of other media in the sample, a cosine. What lies in a crowd is near to many queries, and right
    /// for few of them.
    /// </summary>
    /// <param name="place">Null for a document without a vector: it lies as most do.</param>
    public double CrowdingAt(DocumentPlace? place)
    {
        if (place is not var (segment, row))
            return UsualCrowding;
        var known = _crowding[segment].Value;
        if (known[row] == 0)
            known[row] = (float)MeasureCrowding(_segments[segment].Segment, row);
        return known[row];
    }

    private double MeasureCrowding(Segment segment, int row)
    {
        var media = segment.Media[row];
        Span<float> cosines = stackalloc float[SampleSize];
        _packed.Cosines(segment, row, cosines);
        Span<double> best = stackalloc double[Nearest];
        best.Fill(-1);
        var compared = 0;
        for (var other = 0; other < _packed.Count; other++)
        {
            if (_packed.Media[other] == media)
                continue;
            compared++;
            if (cosines[other] > best[^1])
                Insert(best, cosines[other]);
        }

        var counted = Math.Min(compared, Nearest);
        var sum = 0.0;
        foreach (var cosine in best[..counted])
            sum += cosine;
        return counted == 0 ? UsualCrowding : ((compared * sum / counted) + (UsualCount * UsualCrowding)) / (compared + UsualCount);
    }

    private static double Cosine((Segment Segment, int Row) a, (Segment Segment, int Row) b) => VectorScan.Cosine(a.Segment, a.Row, b.Segment, b.Row);

    /// <param name="best">The highest first.</param>
    private static void Insert(Span<double> best, double cosine)
    {
        for (var i = 0; i < best.Length && cosine > -1; i++)
        {
            if (cosine > best[i])
                (best[i], cosine) = (cosine, best[i]);
        }
    }

    private double MeasureCoherence()
    {
        var within = _sample.Select(MeanWithMates).OfType<double>().ToList();
        if (within.Count == 0 || MeanOfOthers() is not { } between || between >= 1)
            return UsualCoherence;
        var found = (within.Average() - between) / (1 - between);
        return Math.Clamp(((within.Count * found) + (UsualCount * UsualCoherence)) / (within.Count + UsualCount), 0, 1);
    }

    /// <summary>The mean cosine of a row with others of its media, evenly spread; null when it is alone.</summary>
    private double? MeanWithMates((Segment Segment, int Row) row)
    {
        var media = row.Segment.Media[row.Row];
        double sum = 0;
        var count = 0;
        foreach (var live in _segments)
        {
            var (first, rows) = live.Segment.RowsOf(media);
            for (var at = first; at < first + rows; at += Math.Max(1, rows / Mates))
            {
                if (live.IsDeleted(at) || (live.Segment == row.Segment && at == row.Row))
                    continue;
                sum += Cosine(row, (live.Segment, at));
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }

    private double? MeanOfOthers()
    {
        double sum = 0;
        var count = 0;
        for (var i = 0; i < _sample.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (_sample[i].Segment.Media[_sample[i].Row] == _sample[j].Segment.Media[_sample[j].Row])
                    continue;
                sum += Cosine(_sample[i], _sample[j]);
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }
}
