namespace VideoIndex.Search;

/// <summary>One score of what words, meaning and surroundings say of a document. A pure rule.</summary>
/// <remarks>
/// Cosines are counted in standard deviations over the whole library, so that embedders with other ranges need no other weights; BM25 as a
/// share of the query's best, for its scores mean nothing across queries. The weights were found on people's sentences about moments
/// (TVR, DiDeMo, Charades-STA, MSVD), each set judged with weights found on the others; see tests/VideoIndex.Benchmarks/results.
/// </remarks>
internal sealed class HitFusion
{
    /// <summary>The best hit by words is worth as much as this many standard deviations of cosine.</summary>
    public const double WordsWeight = 3;

    /// <summary>What the rest of the media says counts so much.</summary>
    public const double MediaWeight = 0.5;

    /// <summary>Documents without meaning that a media is thought to have besides its own, so that two or three do not speak for a whole film.</summary>
    private const double MediaPrior = 2;

    /// <summary>Standard deviations that make a score e times as large: joined clips compare scores by their ratio.</summary>
    private const double ScoreStep = 2;

    // A few documents do not show what is usual; the spread found there counts as so many documents more. Both values are typical of
    // the two embedders measured.
    private const double UsualMean = 0.18, UsualDeviation = 0.115, UsualCount = 20;

    private readonly double _mean;
    private readonly double _deviation;
    private readonly double _bestWords;

    public HitFusion((double Mean, double Deviation) spread, long documents, double bestWords)
    {
        _mean = ((documents * spread.Mean) + (UsualCount * UsualMean)) / (documents + UsualCount);
        _deviation = ((documents * spread.Deviation) + (UsualCount * UsualDeviation)) / (documents + UsualCount);
        _bestWords = bestWords;
    }

    /// <summary>A cosine as good as any: for a document that has no vector yet.</summary>
    public double Usual => _mean;

    /// <summary>How far a cosine stands out.</summary>
    public double Deviations(double cosine) => (cosine - _mean) / _deviation;

    /// <param name="words">BM25; 0 when no word matched.</param>
    /// <param name="media">Sum and number of the cosines of the whole media, this document's included.</param>
    public double Score(double words, double cosine, (double Sum, int Count) media)
    {
        var others = Math.Max(0, media.Count - 1);
        var context = (media.Sum - cosine - (others * _mean)) / _deviation / (others + MediaPrior);
        var share = _bestWords > 0 ? words / _bestWords : 0;
        return Math.Exp(((WordsWeight * share) + ((cosine - _mean) / _deviation) + (MediaWeight * context)) / ScoreStep);
    }
}
