using VideoIndex.Core;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;

namespace VideoIndex.Search;

/// <summary>Measures the hits of one query; what does not change between its rounds is measured once. For one thread.</summary>
/// <param name="weights">Those of the embedder.</param>
/// <param name="bestWords">The highest BM25 of the query; 0 when no word matched anything.</param>
internal sealed class HitMeasure(VectorScores scores, LibraryShape shape, WordLikeness likeness, HitFeatures weights, double bestWords)
{
    // A few documents do not show what is usual; the spread found there counts as so many documents more. Both values are typical of
    // the two embedders measured.
    private const double UsualMean = 0.18, UsualDeviation = 0.115, UsualCount = 20;

    /// <summary>Hits that make the company: twice what is shown first; ten and five tell less.</summary>
    private const int CompanySize = 20;

    /// <summary>What lies so near in time is beside a document.</summary>
    private static readonly TimeSpan s_beside = TimeSpan.FromSeconds(5);

    private readonly (double Mean, double Deviation) _spread = Spread(scores);
    private readonly Dictionary<long, MediaScore> _media = [];
    private readonly Dictionary<string, (Place Place, double Likeness)> _known = new(StringComparer.Ordinal);
    private Company? _company;
    private double? _allWeight;

    /// <summary>Measures of documents what does not depend on the other hits, where it is not known yet.</summary>
    public void Learn(IReadOnlyList<TimedDocument> documents)
    {
        var unknown = documents.Where(document => !_known.ContainsKey(document.Id)).ToList();
        var (places, alike) = (new Place[unknown.Count], new double[unknown.Count]);
        SideBySide.Run(() => Fill(places, unknown, Measure), () => Fill(alike, unknown, document => likeness.Of(document.Text)));
        for (var i = 0; i < unknown.Count; i++)
            _known[unknown[i].Id] = (places[i], alike[i]);
    }

    /// <summary>The hits with all that is known of them, in the order given.</summary>
    /// <param name="found">Learnt before.</param>
    /// <param name="coverage">Of the hits' media at least.</param>
    /// <remarks>The company, and what shares are of, are those of the first hits that were measured: they must compare although some media are skipped later.</remarks>
    public IReadOnlyList<MeasuredHit> Of(IReadOnlyList<(TimedDocument Document, double Bm25)> found, QueryCoverage coverage)
    {
        var hits = found.Select(hit => (Hit: Of(hit.Document, hit.Bm25, coverage), Place: _known[hit.Document.Id].Place.At)).ToList();
        _company ??= scores.CompanyOf([.. hits
            .OrderByDescending(each => HitFusion.Evidence(each.Hit.Features, weights))
            .Select(each => each.Place).OfType<DocumentPlace>().Take(CompanySize)]);
        return WithShares([.. hits.Select(each => each.Hit with { Features = each.Hit.Features with { Company = CompanyOf(each.Place) } })]);
    }

    /// <summary>As the weights were fitted: one more of evidence makes it e times as likely that a hit is the one that was meant.</summary>
    private IReadOnlyList<MeasuredHit> WithShares(IReadOnlyList<MeasuredHit> hits)
    {
        var evidence = hits.Select(hit => HitFusion.Evidence(hit.Features, weights)).ToList();
        _allWeight ??= evidence.Sum(Math.Exp);
        return [.. hits.Zip(evidence, (hit, each) => hit with { Share = Math.Min(1, Math.Exp(each) / _allWeight.Value) })];
    }

    private MeasuredHit Of(TimedDocument document, double bm25, QueryCoverage coverage)
    {
        var (place, alike) = _known[document.Id];
        var media = OfMedia(document.MediaId);
        return new MeasuredHit(document, bm25, place.Cosine, media, new HitFeatures(
            bestWords > 0 ? bm25 / bestWords : 0,
            Deviations(place.Cosine),
            place.Crowding,
            media.Documents == 0 ? 0 : shape.Coherence * Deviations(media.Cosine),
            coverage.OfMedia.GetValueOrDefault(document.MediaId),
            alike,
            place.Beside,
            0))
        {
            Agreement = coverage.MostBm25 > 0 ? Math.Sqrt(bm25 / coverage.MostBm25) : 0,
        };
    }

    /// <summary>A document that has no vector yet is as good as any.</summary>
    private Place Measure(TimedDocument document)
    {
        var place = scores.Find(document);
        var beside = place is { } at ? scores.CosineBeside(at, s_beside) : null;
        return new Place(
            place,
            place is { } found ? scores.CosineAt(found) : _spread.Mean,
            shape.CrowdingAt(place) / _spread.Deviation,
            beside is { } near ? shape.Coherence * Deviations(near) : 0);
    }

    private double CompanyOf(DocumentPlace? place) => place is { } at ? _company!.CosineOf(at) / _spread.Deviation : 0;

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

    private static void Fill<T>(T[] values, List<TimedDocument> documents, Func<TimedDocument, T> measure)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = measure(documents[i]);
    }

    /// <summary>What its vector and those around it say of a document.</summary>
    /// <param name="At">Null where it has none.</param>
    private readonly record struct Place(DocumentPlace? At, double Cosine, double Crowding, double Beside);
}
