using System.Globalization;
using System.Text;
using VideoIndex.Search;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary>A fit of confidence as a page of Markdown.</summary>
internal static class ConfidenceReport
{
    /// <summary>Columns of the diagram's widest bar.</summary>
    private const int Width = 40;

    private static readonly double[] Lines = [0.40, 0.45, 0.50, 0.55, 0.60, 0.64, 0.68, 0.72, 0.76, 0.80, 0.84, 0.88, 0.92];

    private static readonly double[] Steps = [0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.17, 0.25, 0.35, 0.5, 0.7, 1.01];

    public static string Of(ConfidenceFit fit)
    {
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        foreach (var (name, dimensions) in fit.Embedders)
            text.Append(culture, $"Support, {name}: constant, cosine, crowding, words fitted on all sets: {Listed(fit.SupportWeights(name))}; the program has {Listed(Confidence.SupportWeightsFor(dimensions))} and the line {Confidence.Line}.\n");
        text.Append(culture, $"Confidence: constant, cosine, logarithm of the share: {Listed(fit.Weights())}; the program has {Listed(Confidence.Weights)}.\n");
        text.Append("Everything below is held out: each set is judged by a fit on the other sets. Refused: the mean of sets and embedders (the least).\n\n## Where the line may lie\n\n");
        AppendLines(text, fit);
        text.Append("\n## Reliability\n\nThe ten best hits of each set's own queries, by the probability that was promised of them.\n\n");
        AppendReliability(text, fit);
        text.Append("\n## Calibration of each set\n\n| set | embedder | expected calibration error | promised of the best 5 % | right of them |\n| --- | --- | ---: | ---: | ---: |\n");
        foreach (var (set, embedder, error, promised, right) in fit.Calibration())
            text.Append(culture, $"| {set} | {embedder} | {error:0.0 %} | {promised:0.0 %} | {right:0.0 %} |\n");
        return text.ToString();
    }

    private static string Listed(double[] weights) => string.Join(", ", weights.Select(weight => weight.ToString("0.00", CultureInfo.InvariantCulture)));

    private static void AppendLines(StringBuilder text, ConfidenceFit fit)
    {
        var culture = CultureInfo.InvariantCulture;
        text.Append(culture, $"| line | kept, mean | kept, worst set | {string.Join(" | ", OtherQuestions.Kinds.Select(kind => $"{kind} refused"))} | other sets' refused |\n");
        text.Append(culture, $"| ---: | ---: | ---: |{string.Concat(OtherQuestions.Kinds.Select(_ => " ---: |"))} ---: |\n");
        foreach (var line in Lines)
        {
            var kept = fit.Kept(line);
            var worst = kept.MinBy(set => set.Share);
            text.Append(culture, $"| {line:0.00} | {kept.Average(set => set.Share):0.0 %} | {worst.Share:0.0 %} ({worst.Set}, {worst.Embedder}) ");
            text.Append(culture, $"| {string.Join(" | ", OtherQuestions.Kinds.Select(kind => Refused(fit, line, kind)))} | {Refused(fit, line, null)} |\n");
        }
    }

    private static string Refused(ConfidenceFit fit, double line, string? kind) =>
        fit.Refused(line, kind) is var (mean, least) ? string.Create(CultureInfo.InvariantCulture, $"{mean:0.0 %} ({least:0 %})") : "";

    private static void AppendReliability(StringBuilder text, ConfidenceFit fit)
    {
        text.Append("| promised | right | hits | |\n| ---: | ---: | ---: | --- |\n");
        foreach (var (hits, promised, right) in fit.Reliability(Steps))
        {
            var (bar, mark) = ((int)Math.Round(right * Width), (int)Math.Round(promised * Width));
            var drawn = new string('#', Math.Min(bar, Width)).PadRight(Math.Min(mark, Width) + 1);
            text.Append(CultureInfo.InvariantCulture, $"| {promised:0.0 %} | {right:0.0 %} | {hits} | `{drawn[..Math.Min(mark, Width)]}+{drawn[(Math.Min(mark, Width) + 1)..]}` |\n");
        }

        text.Append("\n`#`: the share that was right, the whole width for 100 %; `+`: where it should end.\n");
    }
}
