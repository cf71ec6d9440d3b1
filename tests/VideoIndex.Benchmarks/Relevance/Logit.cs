namespace VideoIndex.Benchmarks.Relevance;

/// <summary>Fits weights so that, of a query's hits, the right one comes first as probably as can be (a conditional logit).</summary>
/// <remarks>
/// Newton's method on a convex loss: the same data gives the same weights on every machine to many digits. Each feature is judged in its own
/// standard deviation, in which a light penalty keeps weights of features that say the same from growing against each other.
/// </remarks>
internal static class Logit
{
    private const double Penalty = 0.15;

    private const int Steps = 15;

    public static double Sum(double[] row, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < row.Length; i++)
            sum += row[i] * weights[i];
        return sum;
    }

    /// <param name="sets">Each counts the same, whatever its number of queries.</param>
    public static double[] Fit(IReadOnlyList<IReadOnlyList<MeasuredQuery>> sets)
    {
        var queries = sets.Select(set => set.Where(query => query.HasRight).ToList()).Where(set => set.Count > 0)
            .SelectMany(set => set.Select(query => (Query: query, Weight: 1000.0 / set.Count / sets.Count))).ToList();
        var scales = Deviations([.. queries.SelectMany(query => query.Query.Features)]);
        var weights = new double[scales.Length];
        for (var step = 0; step < Steps; step++)
        {
            var (gradient, curvature) = Slopes(queries, weights, scales);
            weights = Downhill(queries, weights, LinearSystem.Solve(curvature, gradient), scales);
        }

        return weights.All(double.IsFinite) ? weights : throw new InvalidOperationException("the fit found no weights");
    }

    /// <summary>A whole step where that makes the loss smaller, else a half, a quarter and so on.</summary>
    private static double[] Downhill(
        IReadOnlyList<(MeasuredQuery Query, double Weight)> queries, double[] weights, double[] change, double[] scales)
    {
        var before = Loss(queries, weights, scales);
        for (var share = 1.0; share > 0.001; share /= 2)
        {
            var moved = weights.Select((weight, i) => weight - (share * change[i])).ToArray();
            if (Loss(queries, moved, scales) < before)
                return moved;
        }

        return weights;
    }

    private static double Loss(IReadOnlyList<(MeasuredQuery Query, double Weight)> queries, double[] weights, double[] scales) =>
        weights.Select((weight, i) => Penalty / 2 * weight * weight * scales[i] * scales[i]).Sum()
        + queries.Sum(query => query.Weight * Surprise(query.Query, weights));

    private static double Surprise(MeasuredQuery query, double[] weights)
    {
        var scores = query.Features.Select(row => Sum(row, weights)).ToArray();
        var highest = scores.Max();
        return Math.Log(scores.Sum(score => Math.Exp(score - highest)) / scores.Where((_, i) => query.IsRight[i]).Sum(score => Math.Exp(score - highest)));
    }

    private static (double[] Gradient, double[,] Curvature) Slopes(
        IReadOnlyList<(MeasuredQuery Query, double Weight)> queries, double[] weights, double[] scales)
    {
        var gradient = new double[weights.Length];
        var curvature = new double[weights.Length, weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            gradient[i] = Penalty * weights[i] * scales[i] * scales[i];
            curvature[i, i] = Penalty * scales[i] * scales[i];
        }

        foreach (var (query, weight) in queries)
            Add(query, weight, weights, gradient, curvature);
        return (gradient, curvature);
    }

    private static void Add(MeasuredQuery query, double weight, double[] weights, double[] gradient, double[,] curvature)
    {
        var scores = query.Features.Select(row => Sum(row, weights)).ToArray();
        var highest = scores.Max();
        var shares = scores.Select(score => Math.Exp(score - highest)).ToArray();
        var (all, right) = (shares.Sum(), shares.Where((_, i) => query.IsRight[i]).Sum());
        var mean = new double[weights.Length];
        for (var row = 0; row < shares.Length; row++)
        {
            var (features, share) = (query.Features[row], shares[row] / all);
            var surplus = weight * (share - (query.IsRight[row] ? shares[row] / right : 0));
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += share * features[i];
                gradient[i] += surplus * features[i];
                for (var j = 0; j < mean.Length; j++)
                    curvature[i, j] += weight * share * features[i] * features[j];
            }
        }

        for (var i = 0; i < mean.Length; i++)
        {
            for (var j = 0; j < mean.Length; j++)
                curvature[i, j] -= weight * mean[i] * mean[j];
        }
    }

    private static double[] Deviations(IReadOnlyList<double[]> rows) =>
    [
        .. Enumerable.Range(0, rows[0].Length).Select(i =>
        {
            var mean = rows.Average(row => row[i]);
            return Math.Sqrt(rows.Average(row => (row[i] - mean) * (row[i] - mean))) + 1e-9;
        }),
    ];
}
