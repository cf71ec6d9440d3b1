namespace VideoIndex.Cli.Evaluation;

/// <summary>Where the moment that answers a query came in an answer.</summary>
/// <param name="Overlaps">For each hit in order, the share of time that it has in common with that moment.</param>
internal sealed record FoundMoment(IReadOnlyList<double> Overlaps)
{
    /// <summary>A hit is right from this share of common time on.</summary>
    private const double Right = 0.5;

    /// <summary>How closely a hit has to show the moment: from half of it to nearly exactly, as moments of videos are commonly judged.</summary>
    private static readonly double[] Strictness = [.. Enumerable.Range(0, 10).Select(i => 0.5 + (0.05 * i))];

    /// <summary>The place of the first right hit, from 1; 0 when there was none.</summary>
    public int Place => PlaceAt(Right);

    /// <summary>One moment is right, so the average precision is one over its place; the mean of it over all strictnesses.</summary>
    public double AveragePrecision => Strictness.Average(overlap => PlaceAt(overlap) is var place and > 0 ? 1.0 / place : 0);

    private int PlaceAt(double overlap)
    {
        for (var i = 0; i < Overlaps.Count; i++)
        {
            if (Overlaps[i] >= overlap)
                return i + 1;
        }

        return 0;
    }
}
