using VideoIndex.VectorIndex;

namespace VideoIndex.Search;

/// <summary>One score of what words, meaning and surroundings say of a document. A pure rule.</summary>
/// <remarks>
/// Cosines are counted in standard deviations over the whole library, so that embedders with other ranges need no other weights; BM25 as a
/// share of the query's best, for its scores mean nothing across queries. The three weights were chosen on people's sentences about moments
/// (TVR, DiDeMo, Charades-STA, MSVD; two embedders) and rounded; what they give is in tests/VideoIndex.Benchmarks/results.
/// </remarks>
internal sealed class HitFusion
{
    /// <summary>The best hit by words is worth as much as this many standard deviations of cosine.</summary>
    public const double WordsWeight = 1.8;

    /// <summary>What the whole media says counts so much.</summary>
    public const double MediaWeight = 0.4;

    /// <summary>
    /// A media of one document says the same again: counted in full it would come before equally good moments of longer media, whose mean
    /// is always a little off the moment.
    /// </summary>
    private const double AloneWeight = 0.8;

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
    public double Score(double words, double cosine, MediaScore media)
    {
        var context = Deviations(media.Cosine) * (media.Documents == 1 ? AloneWeight : 1);
        var share = _bestWords > 0 ? words / _bestWords : 0;
        return Math.Exp(((WordsWeight * share) + Deviations(cosine) + (MediaWeight * context)) / ScoreStep);
    }
}
