using VideoIndex.Search;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary>Fits three numbers of <see cref="Confidence"/>: a logistic regression by Newton's method.</summary>
internal static class Platt
{
    /// <summary>Queries about other things count half of a set's own: how many of them there are is our choice alone.</summary>
    private const double OthersWeight = 0.5;

    private const int Steps = 20;

    /// <param name="sets">Each counts the same.</param>
    /// <param name="known">The two things that a probability goes by.</param>
    public static double[] Fit(IReadOnlyList<IReadOnlyList<JudgedAnswer>> sets, Func<JudgedHit, (double First, double Second)> known)
    {
        var hits = sets.SelectMany(Weighted).ToList();
        var weights = new double[3];
        for (var step = 0; step < Steps; step++)
        {
            var (gradient, curvature) = (new double[3], new double[3, 3]);
            foreach (var (hit, weight) in hits)
                Add(known(hit), hit.IsRight, weight, weights, gradient, curvature);
            var change = LinearSystem.Solve(curvature, gradient);
            for (var i = 0; i < weights.Length; i++)
                weights[i] -= change[i];
        }

        return weights.All(double.IsFinite) ? weights : throw new InvalidOperationException("the fit found no weights");
    }

    private static IEnumerable<(JudgedHit Hit, double Weight)> Weighted(IReadOnlyList<JudgedAnswer> set)
    {
        var own = set.Where(answer => answer.Kind == JudgedAnswer.Own).Sum(answer => answer.Hits.Count);
        var others = set.Sum(answer => answer.Hits.Count) - own;
        return set.SelectMany(answer => answer.Hits.Select(hit => (hit, answer.Kind == JudgedAnswer.Own ? 1.0 / own : OthersWeight / others)));
    }

    private static void Add((double First, double Second) known, bool isRight, double weight, double[] weights, double[] gradient, double[,] curvature)
    {
        double[] row = [1, known.First, known.Second];
        var probability = Confidence.Logistic(weights, known.First, known.Second);
        for (var i = 0; i < row.Length; i++)
        {
            gradient[i] += weight * (probability - (isRight ? 1 : 0)) * row[i];
            for (var j = 0; j < row.Length; j++)
                curvature[i, j] += weight * probability * (1 - probability) * row[i] * row[j];
        }
    }
}
