using VideoIndex.Search;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary>What <see cref="Confidence"/> is fitted on, from the answers of one set: sets count the same, whatever their size.</summary>
internal static class ConfidenceExamples
{
    /// <summary>Queries about other things count half of a set's own: how many of them there are is our choice alone.</summary>
    private const double OthersWeight = 0.5;

    /// <summary>Of the probability that a hit is the moment that was meant: all hits, the wrong ones of a set's own queries among them.</summary>
    public static IEnumerable<Example> OfMoments(JudgedSet set)
    {
        var own = set.Answers.Where(answer => answer.Kind == JudgedAnswer.Own).Sum(answer => answer.Hits.Count);
        var others = set.Answers.Sum(answer => answer.Hits.Count) - own;
        return set.Answers.SelectMany(answer => answer.Hits.Select(hit =>
            new Example(ForMoment(hit), hit.IsRight, answer.Kind == JudgedAnswer.Own ? 1.0 / own : OthersWeight / others)));
    }

    /// <summary>
    /// Of whether anything matches: right hits against those of queries about other things, half and half. A wrong hit of a set's own query may
    /// well answer it: thousands look alike. Each kind of other things counts the same, the queries of all other sets as one kind.
    /// </summary>
    public static IEnumerable<Example> OfAnswers(JudgedSet set)
    {
        var right = set.Answers.SelectMany(answer => answer.Hits).Where(hit => hit.IsRight).ToList();
        var kinds = set.Answers.Where(answer => answer.Kind != JudgedAnswer.Own)
            .GroupBy(answer => OtherQuestions.Kinds.Contains(answer.Kind) ? answer.Kind : "", answer => answer.Hits)
            .Select(kind => kind.SelectMany(hits => hits).ToList()).Where(kind => kind.Count > 0).ToList();
        return right.Select(hit => new Example(ForAnswer(hit), true, 1.0 / right.Count))
            .Concat(kinds.SelectMany(kind => kind.Select(hit => new Example(ForAnswer(hit), false, 1.0 / kinds.Count / kind.Count))));
    }

    public static double[] ForMoment(JudgedHit hit) => [hit.Cosine, Confidence.LogOf(hit.Share)];

    public static double[] ForAnswer(JudgedHit hit) => [hit.Cosine, hit.Crowding, hit.Words];
}
