using VideoIndex.Core;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;

namespace VideoIndex.Search;

/// <summary>Measures the hits of one query; what does not change between its rounds is measured once. For one thread.</summary>
/// <param name="weights">Those of the embedder.</param>
/// <param name="mostWords">What BM25 can be at most; 0 for a query without words.</param>
internal sealed class HitMeasure(VectorScores scores, LibraryShape shape, WordLikeness likeness, HitFeatures weights, double mostWords)
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
    private readonly Dictionary<long, float[]> _saidInMedia = [];
    private readonly Dictionary<string, (Place Place, float[] Said)> _known = new(StringComparer.Ordinal);
    private Company? _company;
    private double? _allWeight;

    /// <summary>Measures of documents what does not depend on the other hits, where it is not known yet.</summary>
    public void Learn(IReadOnlyList<TimedDocument> documents)
    {
        var unknown = documents.Where(document => !_known.ContainsKey(document.Id)).ToList();
        var (places, said) = (new Place[unknown.Count], new float[unknown.Count][]);
        SideBySide.Run(() => Fill(places, unknown, Measure), () => Fill(said, unknown, document => likeness.SaidBy(document.Text)));
        for (var i = 0; i < unknown.Count; i++)
        {
            _known[unknown[i].Id] = (places[i], said[i]);
            WordLikeness.KeepLargest(SaidInMedia(unknown[i].MediaId), said[i]);
        }
    }

    /// <summary>The hits with all that is known of them, in the order given.</summary>
    /// <param name="found">Learnt before.</param>
    /// <remarks>The company, and what shares are of, are those of the first hits that were measured: they must compare although some media are skipped later.</remarks>
    public IReadOnlyList<MeasuredHit> Of(IReadOnlyList<(TimedDocument Document, double Bm25)> found)
    {
        var hits = found.Select(hit => (Hit: Of(hit.Document, hit.Bm25), Place: _known[hit.Document.Id].Place.At)).ToList();
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

    private MeasuredHit Of(TimedDocument document, double bm25)
    {
        var (place, said) = _known[document.Id];
        var media = OfMedia(document.MediaId);
        return new MeasuredHit(document, bm25, place.Cosine, media, new HitFeatures(
            mostWords > 0 ? Math.Sqrt(bm25 / mostWords) : 0,
            Deviations(place.Cosine),
            place.Crowding,
            media.Documents == 0 ? 0 : shape.Coherence * Deviations(media.Cosine),
            likeness.Coverage(said, SaidInMedia(document.MediaId)),
            place.Beside,
            0));
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

    private float[] SaidInMedia(long mediaId)
    {
        if (!_saidInMedia.TryGetValue(mediaId, out var said))
            _saidInMedia[mediaId] = said = likeness.Nothing();
        return said;
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

    private static void Fill<T>(T[] values, List<TimedDocument> documents, Func<TimedDocument, T> measure)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = measure(documents[i]);
    }

    /// <summary>What its vector and those around it say of a document.</summary>
    /// <param name="At">Null where it has none.</param>
    private readonly record struct Place(DocumentPlace? At, double Cosine, double Crowding, double Beside);
}
