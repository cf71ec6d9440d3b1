using VideoIndex.Core;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;

namespace VideoIndex.Search;

/// <summary>Measures the hits of one query; what does not change between its rounds is measured once. For one thread.</summary>
/// <param name="bestWords">The highest BM25 of the query; 0 when no word matched anything.</param>
internal sealed class HitMeasure(VectorScores scores, LibraryShape shape, double bestWords)
{
    // A few documents do not show what is usual; the spread found there counts as so many documents more. Both values are typical of
    // the two embedders measured.
    private const double UsualMean = 0.18, UsualDeviation = 0.115, UsualCount = 20;

    private readonly (double Mean, double Deviation) _spread = Spread(scores);
    private readonly Dictionary<long, MediaScore> _media = [];
    private readonly Dictionary<string, (double Cosine, double Crowding)> _known = new(StringComparer.Ordinal);

    /// <param name="bm25">0 when no word matched.</param>
    /// <param name="coverage">Of the hit's media at least.</param>
    public MeasuredHit Of(TimedDocument document, double bm25, QueryCoverage coverage)
    {
        if (!_known.TryGetValue(document.Id, out var known))
        {
            // As good as any, for a document that has no vector yet.
            _known[document.Id] = known = (scores.CosineOf(document) ?? _spread.Mean, shape.CrowdingOf(document) / _spread.Deviation);
        }

        var cosine = known.Cosine;
        var media = OfMedia(document.MediaId);
        return new MeasuredHit(document, bm25, cosine, media, new HitFeatures(
            bestWords > 0 ? bm25 / bestWords : 0,
            Deviations(cosine),
            known.Crowding,
            media.Documents == 0 ? 0 : shape.Coherence * Deviations(media.Cosine),
            coverage.OfMedia.GetValueOrDefault(document.MediaId)))
        {
            Agreement = coverage.MostBm25 > 0 ? Math.Sqrt(bm25 / coverage.MostBm25) : 0,
        };
    }

    private MediaScore OfMedia(long mediaId)
    {
        if (!_media.TryGetValue(mediaId, out var whole))
            _media[mediaId] = whole = scores.OfMedia(mediaId);
        return whole;
    }

    private double Deviations(double cosine) => (cosine - _spread.Mean) / _spread.Deviation;

    private static (double Mean, double Deviation) Spread(VectorScores scores)
    {
        var (found, count) = (scores.Spread(), scores.Count);
        return (((count * found.Mean) + (UsualCount * UsualMean)) / (count + UsualCount),
            ((count * found.Deviation) + (UsualCount * UsualDeviation)) / (count + UsualCount));
    }
}
