using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;

namespace VideoIndex.Search;

/// <summary>Ranks captions and cues for a query by words, by meaning, or by both. As thread-safe as its parts.</summary>
/// <param name="meaning">Null: words alone.</param>
public sealed class HitRanker(CatalogReader catalog, TextIndexReader index, MeaningSource? meaning, Ranker ranker = Ranker.Hybrid)
{
    private static readonly HashSet<long> _none = [];

    /// <summary>The ranking of one query, to be asked several times.</summary>
    /// <param name="onlyMedia">Only hits of these; null for any.</param>
    public HitRanking For(TextQuery query, IReadOnlySet<long>? onlyMedia = null) =>
        new(catalog, query, ranker == Ranker.Meaning ? null : index.Score(query), Scores(query), onlyMedia);

    /// <summary>The best hits by words alone, whatever the ranker.</summary>
    public IReadOnlyList<TextHit> ByWords(TextQuery query, int top, IReadOnlySet<long>? onlyMedia) =>
        new HitRanking(catalog, query, index.Score(query), null, onlyMedia).Take(top, _none);

    /// <summary>The words of a text that the query asked for, in order.</summary>
    public IReadOnlyList<TextSpan> MarkMatches(TextQuery query, string text) => index.MarkMatches(query, text);

    private VectorScores? Scores(TextQuery query)
    {
        if (meaning is null || ranker == Ranker.Words || query.PlainText is not { Length: > 0 } text)
            return null;
        var vector = meaning.Embedder.Embed([text], CancellationToken.None)[0];
        return meaning.Index.Score(vector);
    }
}
