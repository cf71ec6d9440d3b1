using VideoIndex.Catalog;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Search;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;
using VideoIndex.Worker;

namespace VideoIndex.Cli;

/// <summary>What a search needs, opened and brought up to date. For one search at a time.</summary>
internal sealed class SearchParts : IDisposable
{
    /// <summary>Documents that a search embeds itself rather than search without them: a second or two of waiting.</summary>
    private const long FewChanges = 5_000;

    private readonly ITextEmbedder? _embedder;
    private readonly VectorIndexReader? _vectors;

    private SearchParts(CatalogReader catalog, TextIndexReader text, ITextEmbedder? embedder, VectorIndexReader? vectors)
    {
        (Catalog, Text) = (catalog, text);
        (_embedder, _vectors) = (embedder, vectors);
    }

    public CatalogReader Catalog { get; }

    public TextIndexReader Text { get; }

    /// <summary>Null when words are all there is to go by.</summary>
    public MeaningSource? Meaning => _embedder is not null && _vectors is not null ? new MeaningSource(_vectors, _embedder) : null;

    /// <summary>Which lists an answer comes from: <c>words</c>, <c>meaning</c>.</summary>
    public IReadOnlyList<string> Lists => Meaning is null ? ["words"] : ["words", "meaning"];

    public string? Embedder => Meaning?.Embedder.Identity;

    public HitRanker Ranker(Ranker ranker) => new(Catalog, Text, Meaning, ranker);

    public ClipFinder Finder(Ranker ranker, SearchOptions options) => new(Catalog, Ranker(ranker), options);

    public static async Task<SearchParts> OpenAsync(string dataFolder, EmbedderChoice choice)
    {
        var loading = Task.Run(choice.Load); // takes as long as all the rest, and needs nothing of it
        CatalogReader? catalog = null;
        TextIndexReader? text = null;
        try
        {
            catalog = CatalogReader.Open(dataFolder);
            text = OpenText(catalog, dataFolder);
            var embedder = await loading;
            return new SearchParts(catalog, text, embedder, embedder is null ? null : OpenVectors(catalog, dataFolder, embedder));
        }
        catch
        {
            text?.Dispose();
            catalog?.Dispose();
            _ = loading.ContinueWith(async embedder => (await embedder)?.Dispose(), TaskContinuationOptions.OnlyOnRanToCompletion);
            throw;
        }
    }

    public void Dispose()
    {
        _vectors?.Dispose();
        _embedder?.Dispose();
        Text.Dispose();
        Catalog.Dispose();
    }

    /// <summary>The index is derived: missing, damaged or behind, it is brought up to date from the catalog before anything is answered.</summary>
    private static TextIndexReader OpenText(CatalogReader catalog, string dataFolder)
    {
        var folder = new IndexerOptions { DataFolder = dataFolder }.TextIndexFolder;
        var language = LanguageSetting.Read(dataFolder);
        var index = TextIndexReader.TryOpen(folder);
        if (index is not null && index.CatalogId == catalog.CatalogId && index.Language == language && index.AppliedChange >= catalog.LastChange())
            return index;
        index?.Dispose();
        if (index is null || index.Language != language)
            Terminal.Say($"building the text index from the catalog, for `{language.Name()}` ...");
        new TextPublisher(dataFolder, folder).CatchUp(CancellationToken.None);
        return TextIndexReader.TryOpen(folder)
            ?? throw new VideoIndexException(ErrorCodes.DataFolderUnusable, $"the text index in `{folder}` is being rebuilt by another process", "search again in a moment");
    }

    /// <summary>A little that is missing is embedded now; much of it is left to <c>index</c>, and said.</summary>
    private static VectorIndexReader? OpenVectors(CatalogReader catalog, string dataFolder, ITextEmbedder embedder)
    {
        var folder = new IndexerOptions { DataFolder = dataFolder }.VectorIndexFolder;
        var vectors = OpenFitting(catalog, folder, embedder);
        var behind = catalog.LastChange() - (vectors?.AppliedChange ?? 0);
        if (behind is > 0 and <= FewChanges)
        {
            vectors?.Dispose();
            new VectorPublisher(dataFolder, folder, embedder).CatchUp(_ => { }, CancellationToken.None);
            vectors = OpenFitting(catalog, folder, embedder);
            behind = catalog.LastChange() - (vectors?.AppliedChange ?? 0);
        }

        if (behind > 0)
            Terminal.Say($"note: {behind} captions have no vectors of `{embedder.Identity}` yet and are found by their words alone; `videoindex index` makes them");
        return vectors;
    }

    private static VectorIndexReader? OpenFitting(CatalogReader catalog, string folder, ITextEmbedder embedder)
    {
        var vectors = VectorIndexReader.TryOpen(folder);
        if (vectors is null || (vectors.CatalogId == catalog.CatalogId && vectors.Embedder == embedder.Identity))
            return vectors;
        vectors.Dispose();
        return null;
    }
}
