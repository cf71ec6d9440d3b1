namespace VideoIndex.Benchmarks;

/// <summary>
/// What came out for one station: the median rate and the spread between the slowest and the fastest round. <see cref="PairRatio"/> is the median over the rounds of
/// this station's rate divided by that of the station it is compared with, taken in the same round; null when that one was not measured.
/// </summary>
internal sealed record Measurement(
    Station Station, double MedianRate, double LowestRate, double HighestRate, TimeSpan MedianTime, double? PairRatio, IReadOnlyList<Figure> Figures)
{
    public static Measurement From(Station station, IReadOnlyDictionary<string, List<Sample>> samples)
    {
        var own = samples[station.Name];
        var rates = own.Select(sample => sample.Rate).ToList();
        double? ratio = station.ComparedWith is { } name && samples.TryGetValue(name, out var other)
            ? Median(own.Zip(other, (mine, theirs) => mine.Rate / theirs.Rate))
            : null;
        var time = TimeSpan.FromSeconds(Median(own.Select(sample => sample.Time.TotalSeconds)));
        return new Measurement(station, Median(rates), rates.Min(), rates.Max(), time, ratio, MedianFigures(own));
    }

    private static List<Figure> MedianFigures(List<Sample> samples) =>
    [
        .. samples.SelectMany(sample => sample.Work.Figures)
            .GroupBy(figure => (figure.Name, figure.Unit))
            .Select(same => new Figure(same.Key.Name, Median(same.Select(figure => figure.Value)), same.Key.Unit)),
    ];

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
