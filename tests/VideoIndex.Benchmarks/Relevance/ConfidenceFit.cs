using VideoIndex.Search;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary>Fits <see cref="Confidence"/> on all retrieval sets but one, and judges it on that one.</summary>
internal sealed class ConfidenceFit
{
    /// <summary>Parts of equally many hits by which promises are compared with what came of them.</summary>
    private const int Parts = 15;

    private readonly IReadOnlyList<JudgedSet> _judged;
    private readonly Dictionary<JudgedSet, (double[] Support, double[] Confidence)> _heldOut;

    public ConfidenceFit(IReadOnlyList<JudgedSet> judged)
    {
        _judged = judged;
        _heldOut = judged.ToDictionary(set => set, set => (SupportWeights(set.Embedder, set.Set), Weights(set.Set)));
    }

    /// <summary>Each embedder's name and dimensions.</summary>
    public IReadOnlyList<(string Name, int Dimensions)> Embedders => [.. _judged.Select(set => (set.Embedder, set.Dimensions)).Distinct()];

    /// <summary>Those of what the line is drawn by, for an embedder, fitted on every set but the one named; on all of them without a name.</summary>
    public double[] SupportWeights(string embedder, string? heldOut = null) =>
        Platt.Fit([.. _judged.Where(set => set.Embedder == embedder && set.Set != heldOut).SelectMany(ConfidenceExamples.OfAnswers)]);

    /// <summary>Those of the probability that is shown, likewise, for all embedders.</summary>
    public double[] Weights(string? heldOut = null) => Platt.Fit([.. _judged.Where(set => set.Set != heldOut).SelectMany(ConfidenceExamples.OfMoments)]);

    /// <summary>For each set and embedder the share of the answered queries whose best hit is at or above a line.</summary>
    public IReadOnlyList<(string Set, string Embedder, double Share)> Kept(double line) =>
        [.. _judged.Select(set => (set.Set, set.Embedder, set.Answers.Where(answer => answer.IsAnswered).Average(answer => Best(set, answer) >= line ? 1.0 : 0)))];

    /// <summary>The share of a kind of queries that is refused, the mean over sets and embedders and the least.</summary>
    /// <param name="kind">Null for the queries of all other sets.</param>
    public (double Mean, double Least) Refused(double line, string? kind)
    {
        var shares = _judged.Select(set => set.Answers
            .Where(answer => kind is null ? answer.Kind != JudgedAnswer.Own && !OtherQuestions.Kinds.Contains(answer.Kind) : answer.Kind == kind)
            .Average(answer => Best(set, answer) < line ? 1.0 : 0)).ToList();
        return (shares.Average(), shares.Min());
    }

    /// <summary>Hits of all sets by what was promised of them: how many, the mean promise and the share that was right; each set judged held out.</summary>
    public IEnumerable<(int Hits, double Promised, double Right)> Reliability(IReadOnlyList<double> steps)
    {
        var hits = _judged.SelectMany(Promises).ToList();
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
        foreach (var set in _judged)
        {
            var hits = Promises(set).OrderByDescending(hit => hit.Promised).ToList();
            var best = hits[..Math.Max(1, hits.Count / 20)];
            var error = hits.Chunk(Math.Max(1, hits.Count / Parts)).Sum(part => part.Length * Math.Abs(part.Average(hit => hit.Promised) - part.Average(hit => hit.IsRight ? 1.0 : 0))) / hits.Count;
            yield return (set.Set, set.Embedder, error, best.Average(hit => hit.Promised), best.Average(hit => hit.IsRight ? 1.0 : 0));
        }
    }

    /// <summary>The hits of a set's own queries.</summary>
    private IEnumerable<(double Promised, bool IsRight)> Promises(JudgedSet set) =>
        set.Answers.Where(answer => answer.Kind == JudgedAnswer.Own).SelectMany(answer => answer.Hits)
            .Select(hit => (Confidence.Logistic(_heldOut[set].Confidence, ConfidenceExamples.ForMoment(hit)), hit.IsRight));

    private double Best(JudgedSet set, JudgedAnswer answer) =>
        answer.Hits.Count == 0 ? 0 : answer.Hits.Max(hit => Confidence.Logistic(_heldOut[set].Support, ConfidenceExamples.ForAnswer(hit)));
}
