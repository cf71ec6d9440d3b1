using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Search;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;
using VideoIndex.Worker;

namespace VideoIndex.Benchmarks.Find;

/// <summary>A library opened for searching, as a server holds it. For one thread, and one that follows.</summary>
internal sealed class OpenLibrary : IDisposable
{
    private readonly IndexerOptions _places;
    private readonly ITextEmbedder _embedder;
    private readonly CatalogReader _catalog;
    private TextIndexReader _text;
    private VectorIndexReader _vectors;

    public OpenLibrary(string folder, ITextEmbedder embedder)
    {
        (_places, _embedder) = (new IndexerOptions { DataFolder = folder }, embedder);
        _catalog = CatalogReader.Open(folder);
        _text = OpenText();
        _vectors = OpenVectors();
    }

    public ClipFinder Finder(Ranker ranker) => new(_catalog, new HitRanker(_catalog, _text, new MeaningSource(_vectors, _embedder), ranker), new SearchOptions());

    /// <summary>Goes on to what the indexes hold now: opens it beside the searches, and waits for the one under way only to change places.</summary>
    /// <param name="searching">Held by whoever searches.</param>
    public void Follow(Lock searching)
    {
        if (_text.AppliedChange < _catalog.LastChange())
            Swap(searching, ref _text, _text.TryOpenNewer());
        if (VectorIndexReader.CommittedChange(_places.VectorIndexFolder) != _vectors.AppliedChange)
            Swap(searching, ref _vectors, _vectors.TryOpenNewer(_places.VectorIndexFolder));
    }

    public void Dispose()
    {
        _vectors.Dispose();
        _text.Dispose();
        _catalog.Dispose();
    }

    private static void Swap<T>(Lock searching, ref T shown, T? newer)
        where T : class, IDisposable
    {
        if (newer is null)
            throw new InvalidOperationException("an index does not open");
        var old = shown;
        lock (searching)
            shown = newer;
        old.Dispose();
    }

    private TextIndexReader OpenText() =>
        TextIndexReader.TryOpen(_places.TextIndexFolder) ?? throw new InvalidOperationException("the text index does not open");

    private VectorIndexReader OpenVectors() =>
        VectorIndexReader.TryOpen(_places.VectorIndexFolder) ?? throw new InvalidOperationException("the vector index does not open");
}
