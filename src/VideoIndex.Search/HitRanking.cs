using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;

namespace VideoIndex.Search;

/// <summary>The hits of one query, the best first. For one thread.</summary>
public sealed class HitRanking
{
    private readonly CatalogReader _catalog;
    private readonly TextIndexReader _index;
    private readonly TextQuery _query;
    private readonly VectorScores? _scores;
    private readonly Ranker _ranker;
    private readonly IReadOnlySet<long>? _onlyMedia;

    internal HitRanking(
        CatalogReader catalog, TextIndexReader index, TextQuery query, VectorScores? scores, Ranker ranker, IReadOnlySet<long>? onlyMedia) =>
        (_catalog, _index, _query, _scores, _ranker, _onlyMedia) = (catalog, index, query, scores, ranker, onlyMedia);

    /// <summary>Both lists are looked at to this depth; nothing of <paramref name="mediaToSkip"/> is in the answer.</summary>
    public IReadOnlyList<TextHit> Take(int top, IReadOnlySet<long> mediaToSkip)
    {
        IReadOnlyList<TextHit> words = _ranker == Ranker.Meaning ? [] : _index.Search(_query, top, mediaToSkip, _onlyMedia);
        if (_scores is null)
            return [.. words.Select(WordsOnly)];
        // What is asked for by the letter (a phrase, OR, -without) must be there: meaning only orders it.
        var near = _query.IsLoose ? _scores.Top(top, mediaToSkip, _onlyMedia) : [];
        return _ranker == Ranker.Meaning ? ByMeaning(near) : Fuse(words, near, top);
    }

    private static TextHit WordsOnly(TextHit hit, int place) =>
        hit with { Evidence = new HitEvidence(place + 1, null, null, null) };

    private List<TextHit> ByMeaning(IReadOnlyList<VectorHit> near)
    {
        var documents = _catalog.Documents([.. near.Select(hit => hit.Id)]);
        return [.. near.Select((hit, place) => (hit, place)).Where(found => documents.ContainsKey(found.hit.Id)).Select(found =>
            new TextHit(documents[found.hit.Id], found.hit.Cosine) { Evidence = new HitEvidence(null, found.place + 1, found.hit.Cosine, null) })];
    }

    private List<TextHit> Fuse(IReadOnlyList<TextHit> words, IReadOnlyList<VectorHit> near, int top)
    {
        var wordsPlace = words.Select((hit, place) => (hit, place)).ToDictionary(found => found.hit.Document.Id, StringComparer.Ordinal);
        var nearPlace = near.Select((hit, place) => (hit.Id, place)).ToDictionary(found => found.Id, found => found.place + 1, StringComparer.Ordinal);
        var added = _catalog.Documents([.. near.Select(hit => hit.Id).Where(id => !wordsPlace.ContainsKey(id))]);
        var fusion = new HitFusion(_scores!.Spread(), _scores.Count, words.Count == 0 ? 0 : words[0].Score);
        var media = new Dictionary<long, MediaScore>();
        return
        [
            .. words.Select(hit => hit.Document).Concat(added.Values).Select(Fused)
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
