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
    public HitRanking For(TextQuery query, IReadOnlySet<long>? onlyMedia = null) => For([query], onlyMedia)[0];

    /// <summary>The rankings of several queries, in their order; they cost less together.</summary>
    /// <param name="onlyMedia">Only hits of these; null for any.</param>
    public IReadOnlyList<HitRanking> For(IReadOnlyList<TextQuery> queries, IReadOnlySet<long>? onlyMedia)
    {
        TextScores?[] words = [];
        VectorScores?[] vectors = [];
        SideBySide.Run(() => words = WordScores(queries), () => vectors = MeaningScores(queries));
        return [.. queries.Select((query, i) => new HitRanking(catalog, index, query, words[i], vectors[i], meaning, onlyMedia))];
    }

    /// <summary>What marks the words of captions that the query asked for.</summary>
    public MatchMarker MarkerOf(TextQuery query) => index.MarkerOf(query);

    /// <summary>How near the meaning of two documents is, -1 to 1; null without vectors of both.</summary>
    public double? Likeness(TimedDocument a, TimedDocument b) => meaning?.Index.Likeness(a, b);

    private TextScores?[] WordScores(IReadOnlyList<TextQuery> queries) =>
        [.. queries.Select(query => ranker == Ranker.Meaning ? null : index.Score(query))];

    /// <summary>Null for a query without a text to compare.</summary>
    private VectorScores?[] MeaningScores(IReadOnlyList<TextQuery> queries)
    {
        var scores = new VectorScores?[queries.Count];
        if (meaning is null || ranker == Ranker.Words)
            return scores;
        var asked = Enumerable.Range(0, queries.Count).Where(i => queries[i].PlainText.Length > 0).ToList();
        // One text after another: an embedder that pads them to one length may give each another vector than it has alone.
        var vectors = asked.Select(i => meaning.Embedder.Embed([queries[i].PlainText], CancellationToken.None)[0]);
        foreach (var (i, found) in asked.Zip(meaning.Index.Score(vectors)))
            scores[i] = found;
        return scores;
    }
}
