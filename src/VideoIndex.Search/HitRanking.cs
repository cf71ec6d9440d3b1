using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;

namespace VideoIndex.Search;

/// <summary>The hits of one query, the best first. For one thread.</summary>
public sealed class HitRanking : IDisposable
{
    /// <summary>What the two lists say together often lies deeper in both than what is asked for.</summary>
    private const int LeastDepth = 400;

    private readonly CatalogReader _catalog;
    private readonly TextIndexReader _index;
    private readonly TextQuery _query;
    private readonly TextScores? _words;
    private readonly VectorScores? _scores;
    private readonly MeaningSource? _meaning;
    private readonly IReadOnlySet<long>? _onlyMedia;
    private readonly Dictionary<string, TimedDocument> _documents;
    private HitMeasure? _measure;

    /// <param name="words">Null: meaning alone.</param>
    /// <param name="scores">Null: words alone.</param>
    /// <param name="meaning">What was scored; null with the scores.</param>
    /// <param name="documents">Those that were read already; null for none.</param>
    internal HitRanking(
        CatalogReader catalog, TextIndexReader index, TextQuery query, TextScores? words, VectorScores? scores, MeaningSource? meaning, IReadOnlySet<long>? onlyMedia,
        Dictionary<string, TimedDocument>? documents = null) =>
        (_catalog, _index, _query, _words, _scores, _meaning, _onlyMedia, _documents) =
            (catalog, index, query, words, scores, meaning, onlyMedia, documents ?? new(StringComparer.Ordinal));

    /// <summary>The same, of these media alone; not to be used when this one is disposed, whose scores it reads. What was read is not read again.</summary>
    public HitRanking Within(IReadOnlySet<long> media) => new(_catalog, _index, _query, _words, _scores, _meaning, media, _documents);

    /// <summary>The best hits first; nothing of <paramref name="mediaToSkip"/> is among them.</summary>
    /// <param name="leastDepth">Hits of each list that are looked at, however few are asked for.</param>
    public IReadOnlyList<TextHit> Take(int top, IReadOnlySet<long> mediaToSkip, int leastDepth = LeastDepth)
    {
        var depth = _words is null || _scores is null ? top : Math.Max(top, leastDepth);
        var words = _words?.Top(depth, mediaToSkip, _onlyMedia) ?? [];
        if (_scores is null)
            return ByWords(words);
        // What is asked for by the letter (a phrase, OR, -without) must be there: meaning only orders it.
        var near = _query.IsLoose ? _scores.Top(depth, mediaToSkip, _onlyMedia) : [];
        return _words is null ? ByMeaning(near) : [.. Measure(words, near).Select(Fused).Take(top)];
    }

    /// <summary>Gives the memory of the scores to the next search.</summary>
    public void Dispose()
    {
        _words?.Dispose();
        _scores?.Dispose();
    }

    /// <summary>What a hit says stands in the catalog; one that is no longer there is left out.</summary>
    private List<TextHit> ByWords(IReadOnlyList<TextMatch> words)
    {
        Read(words.Select(hit => hit.Id));
        return [.. words.Select((hit, place) => (hit, place)).Where(found => _documents.ContainsKey(found.hit.Id)).Select(found =>
            new TextHit(_documents[found.hit.Id], found.hit.Score) { Evidence = new HitEvidence(found.place + 1, null, null, null) })];
    }

    private List<TextHit> ByMeaning(IReadOnlyList<VectorHit> near)
    {
        Read(near.Select(hit => hit.Id));
        return [.. near.Select((hit, place) => (hit, place)).Where(found => _documents.ContainsKey(found.hit.Id)).Select(found =>
            new TextHit(_documents[found.hit.Id], found.hit.Cosine) { Evidence = new HitEvidence(null, found.place + 1, found.hit.Cosine, null) })];
    }

    /// <summary>All that either list names, to the depth that hits are chosen from; in the order of their scores.</summary>
    internal IReadOnlyList<MeasuredHit> Measure() =>
        [.. Measure(_words!.Top(LeastDepth, new HashSet<long>(), _onlyMedia), _scores!.Top(LeastDepth, new HashSet<long>(), _onlyMedia))];

    private IEnumerable<MeasuredHit> Measure(IReadOnlyList<TextMatch> words, IReadOnlyList<VectorHit> near)
    {
        var byWords = words.Select((hit, place) => (hit, place)).ToDictionary(found => found.hit.Id, StringComparer.Ordinal);
        var byMeaning = near.Select((hit, place) => (hit.Id, place)).ToDictionary(found => found.Id, found => found.place + 1, StringComparer.Ordinal);
        var documents = Documents([.. words.Select(hit => hit.Id).Union(near.Select(hit => hit.Id), StringComparer.Ordinal)]);
        // A phrase is no word that could be had again and again: there the best is the most. Once for all rounds: scores must compare although media are skipped later.
        _measure ??= new HitMeasure(_scores!, _meaning!.Index.Shape, Likeness(), Weights, Math.Max(_words!.Most, words.Count == 0 ? 0 : words[0].Score));
        _measure.Learn(documents);
        return _measure.Of([.. documents.Select(document => (document, byWords.TryGetValue(document.Id, out var found) ? found.hit.Score : 0))])
            .Select(Placed)
            .OrderByDescending(hit => HitFusion.Evidence(hit.Features, Weights))
            .ThenBy(hit => hit.Document.MediaId)
            .ThenBy(hit => hit.Document.Span.Start)
            .ThenBy(hit => hit.Document.Id, StringComparer.Ordinal);

        MeasuredHit Placed(MeasuredHit hit) => hit with
        {
            WordsRank = byWords.TryGetValue(hit.Document.Id, out var found) ? found.place + 1 : null,
            MeaningRank = byMeaning.TryGetValue(hit.Document.Id, out var place) ? place : null,
        };
    }

    private HitFeatures Weights => HitFusion.WeightsFor(_meaning!.Index.Dimensions);

    private double[] SupportWeights => Confidence.SupportWeightsFor(_meaning!.Index.Dimensions);

    private WordLikeness Likeness() => new(_query.PlainText, _index.WeightOf, _index.StemOf, _meaning!.Embedder.WordVector);

    /// <summary>What was read for an earlier round is not read again.</summary>
    private void Read(IEnumerable<string> ids)
    {
        foreach (var (id, document) in _catalog.Documents([.. ids.Where(each => !_documents.ContainsKey(each))]))
            _documents[id] = document;
    }

    private List<TimedDocument> Documents(IReadOnlyList<string> ids)
    {
        Read(ids);
        return [.. ids.Where(_documents.ContainsKey).Select(each => _documents[each])];
    }

    private TextHit Fused(MeasuredHit hit) => new(hit.Document, HitFusion.Score(hit.Features, Weights))
    {
        Confidence = _query.IsLoose ? Confidence.Of(hit.Cosine, hit.Share) : null,
        Support = _query.IsLoose ? Confidence.Support(SupportWeights, hit.Cosine, hit.Features.Crowding, hit.Features.Words) : null,
        Evidence = new HitEvidence(hit.WordsRank, hit.MeaningRank, hit.Cosine, hit.Media.Documents == 0 ? null : hit.Media.Cosine),
    };
}
