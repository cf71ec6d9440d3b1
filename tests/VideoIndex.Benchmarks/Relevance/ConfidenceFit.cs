using VideoIndex.Search;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary>Fits <see cref="Confidence"/> on all retrieval sets but one, and judges it on that one.</summary>
internal sealed class ConfidenceFit
{
    /// <summary>Parts of equally many hits by which promises are compared with what came of them.</summary>
    private const int Parts = 15;

    private readonly IReadOnlyList<(string Set, string Embedder, IReadOnlyList<JudgedAnswer> Answers)> _judged;
    private readonly Dictionary<string, (double[] Support, double[] Confidence)> _heldOut;

    public ConfidenceFit(IReadOnlyList<(string Set, string Embedder, IReadOnlyList<JudgedAnswer> Answers)> judged)
    {
        _judged = judged;
        _heldOut = judged.Select(set => set.Set).Distinct().ToDictionary(set => set, set => (SupportWeights(set), Weights(set)));
    }

    /// <summary>Those of what the line is drawn by, fitted on every set but the one named; on all of them without a name.</summary>
    public double[] SupportWeights(string? heldOut = null) => Platt.Fit(Others(heldOut), hit => (hit.Cosine, hit.Agreement));

    /// <summary>Those of the probability that is shown, likewise.</summary>
    public double[] Weights(string? heldOut = null) => Platt.Fit(Others(heldOut), hit => (hit.Cosine, Confidence.LogOf(hit.Share)));

    /// <summary>For each set and embedder the share of the answered queries whose best hit is at or above a line.</summary>
    public IReadOnlyList<(string Set, string Embedder, double Share)> Kept(double line) =>
        [.. _judged.Select(set => (set.Set, set.Embedder, set.Answers.Where(answer => answer.IsAnswered).Average(answer => Best(set.Set, answer) >= line ? 1.0 : 0)))];

    /// <summary>The share of a kind of queries that is refused, the mean over sets and embedders; null where a set has none of the kind.</summary>
    /// <param name="kind">Null for the queries of all other sets.</param>
    public double Refused(double line, string? kind) => _judged.Average(set => set.Answers
        .Where(answer => kind is null ? answer.Kind != JudgedAnswer.Own && !OtherQuestions.Kinds.Contains(answer.Kind) : answer.Kind == kind)
        .Average(answer => Best(set.Set, answer) < line ? 1.0 : 0));

    /// <summary>Hits of all sets by what was promised of them: how many, the mean promise and the share that was right; each set judged held out.</summary>
    public IEnumerable<(int Hits, double Promised, double Right)> Reliability(IReadOnlyList<double> steps)
    {
        var hits = _judged.SelectMany(set => Promises(set.Set, set.Answers)).ToList();
        for (var i = 0; i + 1 < steps.Count; i++)
        {
            var within = hits.Where(hit => hit.Promised >= steps[i] && hit.Promised < steps[i + 1]).ToList();
            if (within.Count > 0)
                yield return (within.Count, within.Average(hit => hit.Promised), within.Average(hit => hit.IsRight ? 1.0 : 0));
        }
    }

    /// <summary>
    /// For each set and embedder the expected calibration error (how far promises are from what came of them, the mean over parts of equally
    /// many hits), and the best promised twentieth of the hits: the mean promise and the share that was right.
    /// </summary>
    public IEnumerable<(string Set, string Embedder, double Error, double Promised, double Right)> Calibration()
    {
        foreach (var (set, embedder, answers) in _judged)
        {
            var hits = Promises(set, answers).OrderByDescending(hit => hit.Promised).ToList();
            var best = hits[..Math.Max(1, hits.Count / 20)];
            var error = hits.Chunk(Math.Max(1, hits.Count / Parts)).Sum(part => part.Length * Math.Abs(part.Average(hit => hit.Promised) - part.Average(hit => hit.IsRight ? 1.0 : 0))) / hits.Count;
            yield return (set, embedder, error, best.Average(hit => hit.Promised), best.Average(hit => hit.IsRight ? 1.0 : 0));
        }
    }

    private IReadOnlyList<IReadOnlyList<JudgedAnswer>> Others(string? heldOut) => [.. _judged.Where(set => set.Set != heldOut).Select(set => set.Answers)];

    /// <summary>The hits of a set's own queries.</summary>
    private IEnumerable<(double Promised, bool IsRight)> Promises(string set, IReadOnlyList<JudgedAnswer> answers) =>
        answers.Where(answer => answer.Kind == JudgedAnswer.Own).SelectMany(answer => answer.Hits)
            .Select(hit => (Confidence.Logistic(_heldOut[set].Confidence, hit.Cosine, Confidence.LogOf(hit.Share)), hit.IsRight));

    private double Best(string set, JudgedAnswer answer) =>
        answer.Hits.Count == 0 ? 0 : answer.Hits.Max(hit => Confidence.Logistic(_heldOut[set].Support, hit.Cosine, hit.Agreement));
}
