namespace VideoIndex.Cli.Evaluation;

/// <summary>How well one ranker answered. Every query has one right moment; the first hit that shows it counts.</summary>
/// <param name="Map">Mean average precision with 0.5 to 0.95 of common time: also how exactly the moment is shown.</param>
internal sealed record RankerScore(
    string Ranker,
    double RecallAt1,
    double RecallAt5,
    double RecallAt10,
    double RecallAt100,
    double MrrAt10,
    double NdcgAt10,
    double Map,
    double P50Ms,
    double P95Ms)
{
    public static RankerScore From(string ranker, IReadOnlyList<FoundMoment> found, IReadOnlyList<double> milliseconds)
    {
        var times = milliseconds.Order().ToList();
        var places = found.Select(moment => moment.Place).ToList();
        return new RankerScore(
            ranker, Recall(places, 1), Recall(places, 5), Recall(places, 10), Recall(places, 100),
            Rounded(places.Average(place => place is >= 1 and <= 10 ? 1.0 / place : 0)),
            Rounded(places.Average(place => place is >= 1 and <= 10 ? 1 / Math.Log2(1 + place) : 0)),
            Rounded(found.Average(moment => moment.AveragePrecision)),
            Math.Round(times[times.Count / 2], 2), Math.Round(times[(int)(times.Count * 0.95)], 2));
    }

    private static double Recall(IReadOnlyList<int> places, int top) => Rounded(places.Average(place => place >= 1 && place <= top ? 1.0 : 0));

    private static double Rounded(double value) => Math.Round(value, 4);
}
