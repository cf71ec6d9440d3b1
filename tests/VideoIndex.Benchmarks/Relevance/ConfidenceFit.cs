using VideoIndex.Search;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary>Fits <see cref="Confidence"/> on all retrieval sets but one, and judges it on that one.</summary>
internal sealed class ConfidenceFit
{
    private readonly IReadOnlyList<(string Set, string Embedder, IReadOnlyList<JudgedAnswer> Answers)> _judged;
    private readonly Dictionary<string, double[]> _heldOut;

    public ConfidenceFit(IReadOnlyList<(string Set, string Embedder, IReadOnlyList<JudgedAnswer> Answers)> judged)
    {
        _judged = judged;
        _heldOut = judged.Select(set => set.Set).Distinct().ToDictionary(set => set, set => Weights(set));
    }

    /// <summary>Fitted on every set but the one named; on all of them without a name.</summary>
    public double[] Weights(string? heldOut = null) => Platt.Fit([.. _judged.Where(set => set.Set != heldOut).Select(set => set.Answers)]);

    /// <summary>For each set and embedder the share of the answered queries whose best hit is at or above a line.</summary>
    public IReadOnlyList<(string Set, string Embedder, double Share)> Kept(double line) =>
        [.. _judged.Select(set => (set.Set, set.Embedder, set.Answers.Where(answer => answer.IsAnswered).Average(answer => Best(set.Set, answer) >= line ? 1.0 : 0)))];

    /// <summary>The share of a kind of queries that is refused, the mean over sets and embedders; null where a set has none of the kind.</summary>
    /// <param name="kind">Null for the queries of all other sets.</param>
    public double Refused(double line, string? kind) => _judged.Average(set => set.Answers
        .Where(answer => kind is null ? answer.Kind != JudgedAnswer.Own && !OtherQuestions.Kinds.Contains(answer.Kind) : answer.Kind == kind)
        .Average(answer => Best(set.Set, answer) < line ? 1.0 : 0));

    /// <summary>Hits by what was promised of them: how many, the mean promise and the share that was right; each set judged held out.</summary>
    public IEnumerable<(int Hits, double Promised, double Right)> Reliability(IReadOnlyList<double> steps)
    {
        var hits = _judged.SelectMany(set => set.Answers.Where(answer => answer.Kind == JudgedAnswer.Own).SelectMany(answer => answer.Hits)
            .Select(hit => (Promised: Confidence.Of(_heldOut[set.Set], hit.Cosine, hit.Agreement), hit.IsRight))).ToList();
        for (var i = 0; i + 1 < steps.Count; i++)
        {
            var within = hits.Where(hit => hit.Promised >= steps[i] && hit.Promised < steps[i + 1]).ToList();
            if (within.Count > 0)
                yield return (within.Count, within.Average(hit => hit.Promised), within.Average(hit => hit.IsRight ? 1.0 : 0));
        }
    }

    private double Best(string set, JudgedAnswer answer) =>
        answer.Hits.Count == 0 ? 0 : answer.Hits.Max(hit => Confidence.Of(_heldOut[set], hit.Cosine, hit.Agreement));
}
