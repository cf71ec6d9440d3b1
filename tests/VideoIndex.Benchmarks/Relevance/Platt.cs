using VideoIndex.Search;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary>Fits the numbers of <see cref="Confidence"/>: a logistic regression by Newton's method.</summary>
internal static class Platt
{
    private const int Steps = 25;

    /// <returns>A constant, then a factor for each thing known.</returns>
    public static double[] Fit(IReadOnlyList<Example> examples)
    {
        var weights = new double[examples[0].Known.Length + 1];
        for (var step = 0; step < Steps; step++)
        {
            var (gradient, curvature) = (new double[weights.Length], new double[weights.Length, weights.Length]);
            foreach (var example in examples)
                Add(example, weights, gradient, curvature);
            var change = LinearSystem.Solve(curvature, gradient);
            for (var i = 0; i < weights.Length; i++)
                weights[i] -= change[i];
        }

        return weights.All(double.IsFinite) ? weights : throw new InvalidOperationException("the fit found no weights");
    }

    private static void Add(Example example, double[] weights, double[] gradient, double[,] curvature)
    {
        double[] row = [1, .. example.Known];
        var probability = Confidence.Logistic(weights, example.Known);
        for (var i = 0; i < row.Length; i++)
        {
            gradient[i] += example.Weight * (probability - (example.IsRight ? 1 : 0)) * row[i];
            for (var j = 0; j < row.Length; j++)
                curvature[i, j] += example.Weight * probability * (1 - probability) * row[i] * row[j];
        }
    }
}
