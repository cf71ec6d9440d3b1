using System.Globalization;
using System.Text;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>Measures the rows, a round of all after another, and writes them as markdown.</summary>
internal sealed class SpeedTable(int rounds, Action<string> say)
{
    public async Task<string> MeasureAsync(IReadOnlyList<SpeedMeasure> measures, CancellationToken cancel)
    {
        var values = measures.SelectMany(measure => measure.Rows).ToDictionary(row => row, _ => new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var measure in measures)
            {
                foreach (var (row, value) in measure.Rows.Zip(await measure.RoundAsync(cancel)))
                {
                    say($"round {round} of {rounds}: {row.Name} {Text(value)} {row.Unit}");
                    values[row].Add(value);
                }
            }
        }

        var text = new StringBuilder("\n| row | measured | median | lowest - highest | goal |\n| --- | --- | ---: | ---: | ---: |\n");
        foreach (var (row, samples) in values.OrderBy(pair => int.Parse(pair.Key.Name.AsSpan(1, pair.Key.Name.IndexOfAny([' ', ',']) is > 0 and var end ? end - 1 : pair.Key.Name.Length - 1), CultureInfo.InvariantCulture)))
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Measured} | {Text(Median(samples))} {row.Unit} | {Text(samples.Min())} - {Text(samples.Max())} | {row.Goal} |\n");
        return text.ToString();
    }

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
