using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;
using VideoIndex.Search;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;
using VideoIndex.Vision;
using VideoIndex.Worker;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary>A retrieval set's captions as the program holds them: imported into a catalog and both indexes. For one thread.</summary>
internal sealed class SearchedSet : IDisposable
{
    /// <summary>Hits that an answer is judged by.</summary>
    private const int Shown = 10;

    private readonly CatalogReader _catalog;
    private readonly TextIndexReader _text;
    private readonly VectorIndexReader _vectors;
    private readonly TextEmbedder _embedder;
    private readonly HitRanker _ranker;
    private readonly Dictionary<long, string> _names = [];

    /// <param name="embedder">The folder of an embedder.</param>
    /// <param name="dataFolder">Empty; is filled.</param>
    public SearchedSet(RetrievalSet set, string embedder, string dataFolder)
    {
        Set = set;
        var options = new IndexerOptions { DataFolder = dataFolder, LoadEmbedder = () => TextEmbedder.Load(embedder, threads: 2) };
        var lines = set.Captions.Select(line => new ImportedLine(line.Media, new Cue(line.Span, line.Text, "caption")));
        new Importer(options, TimeProvider.System).Import(lines, CancellationToken.None);
        _catalog = CatalogReader.Open(dataFolder);
        _text = TextIndexReader.TryOpen(options.TextIndexFolder)!;
        _vectors = VectorIndexReader.TryOpen(options.VectorIndexFolder)!;
        _embedder = TextEmbedder.Load(embedder, threads: 2);
        _ranker = new HitRanker(_catalog, _text, new MeaningSource(_vectors, _embedder));
    }

    public RetrievalSet Set { get; }

    public int Dimensions => _vectors.Dimensions;

    public IReadOnlyList<MeasuredHit> Measure(string query)
    {
        using var ranking = _ranker.For(QueryParser.Parse(query).Parts[0].Text);
        return ranking.Measure();
    }

    /// <summary>The set's queries with all that the program knows of their hits.</summary>
    public IReadOnlyList<MeasuredQuery> MeasureQueries() => [.. Set.Queries.Select(Measured)];

    /// <summary>Whether a hit shows at least half of what a query's author saw, and at most twice as much.</summary>
    public bool IsRight(MeasuredHit hit, RetrievalSet.Line query) =>
        NameOf(hit.Document.MediaId) == query.Media && RetrievalSets.Overlap(hit.Document.Span, query.Span) >= 0.5;

    /// <summary>The ten best hits of the set's queries and of queries about other things.</summary>
    /// <param name="others">Kind and text.</param>
    public IReadOnlyList<JudgedAnswer> JudgeAnswers(IEnumerable<(string Kind, string Text)> others) =>
    [
        .. Set.Queries.Select(query => Judged(JudgedAnswer.Own, query.Text, hit => IsRight(hit, query))),
        .. others.Select(other => Judged(other.Kind, other.Text, _ => false)),
    ];

    private JudgedAnswer Judged(string kind, string query, Func<MeasuredHit, bool> isRight) =>
        new(kind, [.. Measure(query).Take(Shown).Select(hit => new JudgedHit(hit.Cosine, hit.Features.Crowding, hit.Features.Words, hit.Share, isRight(hit)))]);

    private MeasuredQuery Measured(RetrievalSet.Line query)
    {
        var hits = Measure(query.Text);
        var right = hits.Where(hit => IsRight(hit, query)).ToList();
        return new MeasuredQuery(
            [.. hits.Select(hit => hit.Features.ToArray())],
            [.. hits.Select(right.Contains)],
            right.Min(hit => hit.WordsRank) ?? 0,
            right.Min(hit => hit.MeaningRank) ?? 0);
    }

    private string NameOf(long mediaId)
    {
        if (!_names.TryGetValue(mediaId, out var name))
            _names[mediaId] = name = _catalog.PathsOf([mediaId])[mediaId][Clip.ImportPrefix.Length..].TrimStart('/');
        return name;
    }

    public void Dispose()
    {
        _embedder.Dispose();
        _vectors.Dispose();
        _text.Dispose();
        _catalog.Dispose();
    }
}
