using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;

namespace VideoIndex.Search;

/// <summary>The hits of one query, the best first. For one thread.</summary>
public sealed class HitRanking : IDisposable
{
    private readonly CatalogReader _catalog;
    private readonly TextQuery _query;
    private readonly TextScores? _words;
    private readonly VectorScores? _scores;
    private readonly IReadOnlySet<long>? _onlyMedia;
    private double? _bestWords;

    /// <param name="words">Null: meaning alone.</param>
    /// <param name="scores">Null: words alone.</param>
    internal HitRanking(CatalogReader catalog, TextQuery query, TextScores? words, VectorScores? scores, IReadOnlySet<long>? onlyMedia) =>
        (_catalog, _query, _words, _scores, _onlyMedia) = (catalog, query, words, scores, onlyMedia);

    /// <summary>Both lists are looked at to this depth; nothing of <paramref name="mediaToSkip"/> is in the answer.</summary>
    public IReadOnlyList<TextHit> Take(int top, IReadOnlySet<long> mediaToSkip)
    {
        var words = _words?.Top(top, mediaToSkip, _onlyMedia) ?? [];
        if (_scores is null)
            return ByWords(words);
        // What is asked for by the letter (a phrase, OR, -without) must be there: meaning only orders it.
        var near = _query.IsLoose ? _scores.Top(top, mediaToSkip, _onlyMedia) : [];
        return _words is null ? ByMeaning(near) : Fuse(words, near, top);
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
        var documents = _catalog.Documents([.. words.Select(hit => hit.Id)]);
        return [.. words.Select((hit, place) => (hit, place)).Where(found => documents.ContainsKey(found.hit.Id)).Select(found =>
            new TextHit(documents[found.hit.Id], found.hit.Score) { Evidence = new HitEvidence(found.place + 1, null, null, null) })];
    }

    private List<TextHit> ByMeaning(IReadOnlyList<VectorHit> near)
    {
        var documents = _catalog.Documents([.. near.Select(hit => hit.Id)]);
        return [.. near.Select((hit, place) => (hit, place)).Where(found => documents.ContainsKey(found.hit.Id)).Select(found =>
            new TextHit(documents[found.hit.Id], found.hit.Cosine) { Evidence = new HitEvidence(null, found.place + 1, found.hit.Cosine, null) })];
    }

    private List<TextHit> Fuse(IReadOnlyList<TextMatch> words, IReadOnlyList<VectorHit> near, int top)
    {
        var wordsPlace = words.Select((hit, place) => (hit, place)).ToDictionary(found => found.hit.Id, StringComparer.Ordinal);
        var nearPlace = near.Select((hit, place) => (hit.Id, place)).ToDictionary(found => found.Id, found => found.place + 1, StringComparer.Ordinal);
        var documents = _catalog.Documents([.. words.Select(hit => hit.Id).Union(near.Select(hit => hit.Id), StringComparer.Ordinal)]);
        // Of the whole answer: scores must compare although some media are skipped this time.
        _bestWords ??= words.Count == 0 ? 0 : words[0].Score;
        var fusion = new HitFusion(_scores!.Spread(), _scores.Count, _bestWords.Value);
        var media = new Dictionary<long, MediaScore>();
        return
        [
            .. documents.Values.Select(Fused)
                .OrderByDescending(hit => hit.Score)
                .ThenBy(hit => hit.Document.MediaId)
                .ThenBy(hit => hit.Document.Span.Start)
                .ThenBy(hit => hit.Document.Id, StringComparer.Ordinal)
                .Take(top),
        ];

        TextHit Fused(TimedDocument document)
        {
            var byWords = wordsPlace.TryGetValue(document.Id, out var found);
            var cosine = _scores.CosineOf(document) ?? fusion.Usual;
            if (!media.TryGetValue(document.MediaId, out var whole))
                media[document.MediaId] = whole = _scores.OfMedia(document.MediaId);
            var bm25 = byWords ? found.hit.Score : 0;
            return new TextHit(document, fusion.Score(bm25, cosine, whole))
            {
                Confidence = _query.IsLoose ? Confidence.Of(bm25, cosine, _scores.Count) : null,
                Evidence = new HitEvidence(
                    byWords ? found.place + 1 : null,
                    nearPlace.TryGetValue(document.Id, out var place) ? place : null,
                    cosine,
                    whole.Documents == 0 ? null : whole.Cosine),
            };
        }
    }
}
