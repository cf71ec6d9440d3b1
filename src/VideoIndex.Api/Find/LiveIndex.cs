using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>Searches the library as it is now, by words and by meaning, while this or another process indexes. Thread-safe.</summary>
internal sealed class LiveIndex(CatalogPool catalogs, CatalogWatch watch, LiveText text, LiveVectors vectors, KeptAnswers kept)
{
    /// <exception cref="VideoIndexException">bad_query, bad_option, nothing_indexed, data_folder_unusable</exception>
    public FoundClips Find(string query, SearchOptions search)
    {
        QueryParser.Parse(query); // says what is wrong with it although nothing may be indexed yet
        return Ask(new Question(query, 0, default, search), finder => finder.Find(query));
    }

    /// <exception cref="VideoIndexException">not_found, bad_option, nothing_indexed, data_folder_unusable</exception>
    public FoundClips FindLike(long mediaId, TimeSpan at, SearchOptions search) =>
        Ask(new Question(null, mediaId, at, search), finder => finder.FindLike(mediaId, at));

    /// <summary>Moves on to what the catalog and the indexes hold now.</summary>
    public void Follow(CancellationToken cancel) => catalogs.AskOr(true, catalog =>
    {
        text.Follow(catalog, cancel);
        vectors.Follow(catalog, cancel);
        return true;
    });

    /// <summary>The same for who has just written something: when it returns, searches find it by its words.</summary>
    public void CatchUp(CancellationToken cancel) => catalogs.Ask(catalog =>
    {
        text.CatchUp(catalog, cancel);
        vectors.Follow(catalog, cancel);
        return true;
    });

    private FoundClips Ask(Question question, Func<ClipFinder, SearchResult> find) => watch.Version() is { } catalog
        ? kept.Get(new SearchedState(catalog, text.Moves, vectors.Moves), question, () => Ask(question.Options, find))
        : Ask(question.Options, find);

    private FoundClips Ask(SearchOptions search, Func<ClipFinder, SearchResult> find)
    {
        try
        {
            return AskOnce(search, find);
        }
        catch (Exception damage) when (damage is IOException or IndexOutOfRangeException)
        {
            text.Drop(); // its files were damaged under the open index: once more, on one built anew
            vectors.Drop();
            return AskOnce(search, find);
        }
    }

    private FoundClips AskOnce(SearchOptions search, Func<ClipFinder, SearchResult> find) => catalogs.Ask(catalog =>
    {
        using var words = text.Enter(catalog);
        using var meaning = vectors.TryEnter(catalog);
        var ranker = new HitRanker(catalog, words.Reader, meaning?.Source);
        var result = find(new ClipFinder(catalog, ranker, search));
        var noted = vectors.Missing(catalog, meaning) is { } missing ? result with { Notes = [.. result.Notes, missing] } : result;
        return new FoundClips(noted, meaning is null ? ["words"] : ["words", "meaning"], meaning?.Source.Embedder.Identity);
    });
}
