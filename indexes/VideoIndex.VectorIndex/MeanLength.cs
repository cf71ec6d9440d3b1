namespace VideoIndex.VectorIndex;

/// <summary>The length of the mean of many vectors of length 1: 1 when all are the same, near 0 when they have nothing in common.</summary>
internal static class MeanLength
{
    /// <summary>Vectors that are looked at, evenly spread: a film has hundreds, and a search asks about hundreds of films.</summary>
    private const int Sample = 16;

    /// <summary>No media is so mixed that its mean should count for more than this makes of it.</summary>
    private const double Least = 0.1;

    public static double Of(IReadOnlyList<(Segment Segment, int Row)> rows)
    {
        var looked = Math.Min(rows.Count, Sample);
        var squared = SquaredOfSample(rows, looked);
        if (looked < rows.Count)
        {
            // The mean of a few is longer than that of many, by what their differences have not cancelled out yet.
            var common = ((looked * squared) - 1) / (looked - 1);
            squared = common + ((1 - common) / rows.Count);
        }

        return Math.Max(Least, Math.Sqrt(Math.Max(0, squared)));
    }

    private static double SquaredOfSample(IReadOnlyList<(Segment Segment, int Row)> rows, int looked)
    {
        var sum = new float[rows[0].Segment.Layout.Dimensions];
        for (var i = 0; i < looked; i++)
        {
            var (segment, row) = rows[(int)((long)i * rows.Count / looked)];
            var steps = segment.Steps(row);
            var scale = segment.Scales[row] / looked;
            for (var k = 0; k < sum.Length; k++)
                sum[k] += scale * steps[k];
        }

        return sum.Sum(value => (double)value * value);
    }
}
