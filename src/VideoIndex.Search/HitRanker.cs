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

    /// <summary>Phrases are asked for by the letter: meaning does not add to what holds them, but orders it.</summary>
    private VectorScores? Scores(TextQuery query)
    {
        if (meaning is null || ranker == Ranker.Words || query.IsEmpty)
            return null;
        var text = string.Join(' ', query.Words.Concat(query.Phrases));
        var vector = meaning.Embedder.Embed([text], CancellationToken.None)[0];
        return meaning.Index.Score(vector);
    }
}
