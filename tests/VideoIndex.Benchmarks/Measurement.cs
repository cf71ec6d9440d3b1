namespace VideoIndex.Benchmarks;

/// <summary>
/// What came out for one station: the median rate and the spread between the slowest and the fastest round. <see cref="PairRatio"/> is the median over the rounds of
/// this station's rate divided by that of the station it is compared with, taken in the same round.
/// </summary>
internal sealed record Measurement(string Name, string Unit, double MedianRate, double LowestRate, double HighestRate, TimeSpan MedianTime, double? PairRatio)
{
    public static Measurement From(Station station, IReadOnlyDictionary<string, List<Sample>> samples)
    {
        var own = samples[station.Name];
        var rates = own.Select(sample => sample.Rate).ToList();
        double? ratio = station.ComparedWith is { } other
            ? Median(own.Zip(samples[other], (mine, theirs) => mine.Rate / theirs.Rate))
            : null;
        var time = TimeSpan.FromSeconds(Median(own.Select(sample => sample.Time.TotalSeconds)));
        return new Measurement(station.Name, station.Unit, Median(rates), rates.Min(), rates.Max(), time, ratio);
    }

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
