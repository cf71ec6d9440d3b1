namespace VideoIndex.Cli.Evaluation;

/// <summary>How far a mean over queries might lie elsewhere with other queries of the kind.</summary>
internal static class Bootstrap
{
    private const int Resamples = 1_000;

    /// <summary>The interval that holds 95 % of the means of resampled queries; the same for the same values.</summary>
    public static (double Low, double High) Interval(IReadOnlyList<double> values)
    {
        var random = new Random(20_261_123);
        var means = new double[Resamples];
        for (var i = 0; i < Resamples; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < values.Count; j++)
                sum += values[random.Next(values.Count)];
            means[i] = sum / values.Count;
        }

        Array.Sort(means);
        return (means[(int)(Resamples * 0.025)], means[(int)(Resamples * 0.975)]);
    }
}
