using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;

namespace VideoIndex.Search;

/// <summary>Ranks captions and cues for a query by words, by meaning, or by both. As thread-safe as its parts.</summary>
/// <param name="meaning">Null: words alone.</param>
public sealed class HitRanker(CatalogReader catalog, TextIndexReader index, MeaningSource? meaning, Ranker ranker = Ranker.Hybrid)
{
    /// <summary>The ranking of one query, to be asked several times.</summary>
    public HitRanking For(TextQuery query) => new(catalog, index, query, Scores(query), ranker);

    private VectorScores? Scores(TextQuery query)
    {
        var text = string.Join(' ', query.Words.Concat(query.Phrases));
        if (meaning is null || ranker == Ranker.Words || text.Length == 0)
            return null;
        var vector = meaning.Embedder.Embed([text], CancellationToken.None)[0];
        return meaning.Index.Score(vector);
    }
}
