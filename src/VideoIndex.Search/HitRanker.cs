using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;

namespace VideoIndex.Search;

/// <summary>Ranks captions and cues for a query by words, by meaning, or by both. As thread-safe as its parts.</summary>
/// <param name="meaning">Null: words alone.</param>
public sealed class HitRanker(CatalogReader catalog, TextIndexReader index, MeaningSource? meaning, Ranker ranker = Ranker.Hybrid)
{
    /// <summary>The ranking of one query, to be asked several times and then disposed.</summary>
    /// <param name="onlyMedia">Only hits of these; null for any.</param>
    public HitRanking For(TextQuery query, IReadOnlySet<long>? onlyMedia = null)
    {
        TextScores? words = null;
        VectorScores? vectors = null;
        SideBySide.Run(() => words = ranker == Ranker.Meaning ? null : index.Score(query), () => vectors = Scores(query));
        return new HitRanking(catalog, index, query, words, vectors, meaning, onlyMedia);
    }

    /// <summary>What marks the words of captions that the query asked for.</summary>
    public MatchMarker MarkerOf(TextQuery query) => index.MarkerOf(query);

    /// <summary>How near the meaning of two documents is, -1 to 1; null without vectors of both.</summary>
    public double? Likeness(TimedDocument a, TimedDocument b) => meaning?.Index.Likeness(a, b);

    private VectorScores? Scores(TextQuery query)
    {
        if (meaning is null || ranker == Ranker.Words || query.PlainText is not { Length: > 0 } text)
            return null;
        var vector = meaning.Embedder.Embed([text], CancellationToken.None)[0];
        return meaning.Index.Score(vector);
    }
}
