using System.Globalization;
using System.Text;

namespace VideoIndex.Benchmarks;

/// <summary>Measurements as the markdown that is kept beside the code.</summary>
internal static class ResultTable
{
    public static string Write(string heading, IReadOnlyList<Measurement> measurements)
    {
        var text = new StringBuilder(heading);
        text.Append("\n| station | rate (median) | slowest - fastest round | one run (median) | against | besides |\n| --- | ---: | ---: | ---: | ---: | --- |\n");
        foreach (var row in measurements)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Station.Name} | {Rounded(row.MedianRate)} {row.Station.Unit} | {Rounded(row.LowestRate)} - {Rounded(row.HighestRate)} | {row.MedianTime.TotalMilliseconds:#,0.0} ms | {Ratio(row)} | {string.Join(", ", row.Figures.Select(Text))} |\n");
        return text.ToString();
    }

    /// <summary>Three digits that mean something: 1,230,000 rather than 1,234,567.</summary>
    private static string Rounded(double rate)
    {
        if (rate < 100)
            return rate.ToString("G3", CultureInfo.InvariantCulture);
        var unit = Math.Pow(10, Math.Floor(Math.Log10(rate)) - 2);
        return (Math.Round(rate / unit) * unit).ToString("#,0", CultureInfo.InvariantCulture);
    }

    private static string Ratio(Measurement row) =>
        row.PairRatio is { } ratio ? string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} of {row.Station.ComparedWith}") : "";

    private static string Text(Figure figure) => $"{figure.Name} {Rounded(figure.Value)} {figure.Unit}";
}
