using System.Globalization;
using System.Text;

namespace VideoIndex.Benchmarks;

/// <summary>Measurements as the markdown that is kept beside the code.</summary>
internal static class ResultTable
{
    public static string Write(string date, string commit, MachineDescription machine, int rounds, IReadOnlyList<Measurement> measurements)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {date}\n\n{machine}\n\nCommit {commit}, Release build, {rounds} rounds in turns after one to warm up.\n\n");
        text.Append("| station | rate (median) | slowest - fastest round | one run (median) | against |\n| --- | ---: | ---: | ---: | ---: |\n");
        foreach (var row in measurements)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {Rate(row.MedianRate)} {row.Unit}/s | {Rate(row.LowestRate)} - {Rate(row.HighestRate)} | {row.MedianTime.TotalMilliseconds:#,0.0} ms | {Ratio(row.PairRatio)} |\n");
        return text.ToString();
    }

    /// <summary>Three digits that mean something: 1,230,000 rather than 1,234,567.</summary>
    private static string Rate(double rate)
    {
        if (rate < 100)
            return rate.ToString("G3", CultureInfo.InvariantCulture);
        var unit = Math.Pow(10, Math.Floor(Math.Log10(rate)) - 2);
        return (Math.Round(rate / unit) * unit).ToString("#,0", CultureInfo.InvariantCulture);
    }

    private static string Ratio(double? ratio) => ratio is { } value ? value.ToString("0.00", CultureInfo.InvariantCulture) + "x" : "";
}
