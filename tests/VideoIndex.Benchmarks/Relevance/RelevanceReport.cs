using System.Globalization;
using System.Text;
using VideoIndex.Search;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary>A fit as a page of Markdown.</summary>
internal static class RelevanceReport
{
    public static string Of(RelevanceFit fit)
    {
        var text = new StringBuilder();
        text.Append("## Held out\n\nEach set ranked with weights that were fitted on the others, for each embedder by itself.\n\n");
        var heldOut = fit.HeldOut();
        AppendScores(text, heldOut);
        text.Append("\n## Fitted on all sets\n\nThe weights to take over into `HitFusion`:\n\n");
        AppendWeights(text, [.. fit.Embedders.Select(embedder => ($"all sets, {embedder}", fit.Weights(embedder))), .. heldOut.Select(score => ($"without {score.Set}, {score.Embedder}", score.Weights))]);
        text.Append("\n## The program's weights\n\n");
        AppendScores(text, fit.OfProgram());
        return text.ToString();
    }

    private static void AppendScores(StringBuilder text, IReadOnlyList<FusionScore> scores)
    {
        var culture = CultureInfo.InvariantCulture;
        text.Append("| set | embedder | R@10 words | meaning | hybrid | gain | MRR@10 words | meaning | hybrid | gain |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var score in scores)
        {
            text.Append(culture, $"| {score.Set} | {score.Embedder} | {score.Words.RecallAt10:0.000} | {score.Meaning.RecallAt10:0.000} | {score.Hybrid.RecallAt10:0.000} | {100 * score.RecallGain:+0.0;-0.0} % ");
            text.Append(culture, $"| {score.Words.MrrAt10:0.000} | {score.Meaning.MrrAt10:0.000} | {score.Hybrid.MrrAt10:0.000} | {100 * score.MrrGain:+0.0;-0.0} % |\n");
        }

        foreach (var embedder in scores.Where(score => score.Set != RelevanceFit.JudgedOnly).GroupBy(score => score.Embedder))
        {
            text.Append(culture, $"| mean without {RelevanceFit.JudgedOnly} | {embedder.Key} | | | | {100 * embedder.Average(score => score.RecallGain):+0.0;-0.0} % ");
            text.Append(culture, $"| | | | {100 * embedder.Average(score => score.MrrGain):+0.0;-0.0} % |\n");
        }
    }

    private static void AppendWeights(StringBuilder text, IEnumerable<(string Name, double[] Weights)> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"| fitted on | {string.Join(" | ", HitFeatures.Names)} |\n| --- |{string.Concat(HitFeatures.Names.Select(_ => " ---: |"))}\n");
        foreach (var (name, weights) in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", weights.Select(weight => weight.ToString("0.00", CultureInfo.InvariantCulture)))} |\n");
    }
}
