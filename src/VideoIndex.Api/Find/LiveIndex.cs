using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Search;
using VideoIndex.TextIndex;

namespace VideoIndex.Api;

/// <summary>
/// Searches the text index as it is now, while this or another process indexes. <see cref="Follow"/> moves it on; one that is missing or damaged is
/// built from the catalog. Thread-safe: searches go on with the old one meanwhile.
/// </summary>
internal sealed class LiveIndex(ServeOptions options, ServeParts parts, CatalogPool catalogs) : IDisposable
{
    private readonly Lock _moving = new();
    private volatile IndexSnapshot? _shown;

    /// <exception cref="VideoIndexException">bad_query, bad_option, nothing_indexed, data_folder_unusable</exception>
    public SearchResult Find(string query, SearchOptions search)
    {
        QueryParser.Parse(query); // says what is wrong with it although nothing may be indexed yet
        try
        {
            return FindOnce(query, search);
        }
        catch (Exception damage) when (damage is IOException or IndexOutOfRangeException)
        {
            Drop(); // its files were damaged under the open index: once more, on one built anew
            return FindOnce(query, search);
        }
    }

    /// <summary>Opens the index anew when the catalog has moved on. Returns at once when it has not, or when somebody else is at it.</summary>
    public void Follow(CancellationToken cancel)
    {
        if (!_moving.TryEnter())
            return;
        try
        {
            catalogs.AskOr(true, catalog =>
            {
                Move(catalog, cancel);
                return true;
            });
        }
        finally
        {
            _moving.Exit();
        }
    }

    public void Dispose() => Drop();

    private SearchResult FindOnce(string query, SearchOptions search) => catalogs.Ask(catalog =>
    {
        using var snapshot = Enter(catalog);
        return new ClipFinder(catalog, snapshot.Reader, search).Find(query);
    });

    private IndexSnapshot Enter(CatalogReader catalog)
    {
        while (true)
        {
            if (_shown is { } shown && shown.TryEnter())
                return shown;
            lock (_moving)
            {
                if (_shown is null)
                    Move(catalog, CancellationToken.None);
            }
        }
    }

    /// <summary>The caller holds the lock.</summary>
    private void Move(CatalogReader catalog, CancellationToken cancel)
    {
        if (IsCurrent(_shown?.Reader, catalog))
            return;
        var found = TextIndexReader.TryOpen(options.TextIndexFolder);
        if (!IsCurrent(found, catalog))
        {
            found?.Dispose();
            parts.PublishText(cancel);
            found = TextIndexReader.TryOpen(options.TextIndexFolder);
        }

        if (found is not null && found.CatalogId == catalog.CatalogId)
            Show(found);
        else
        {
            found?.Dispose();
            if (_shown is null)
                throw new VideoIndexException(ErrorCodes.Busy, "the text index is being rebuilt by another process", "ask again in a moment");
        }
    }

    private void Show(TextIndexReader found)
    {
        var old = _shown;
        if (old is not null && old.Reader.CatalogId == found.CatalogId && old.Reader.AppliedChange >= found.AppliedChange)
        {
            found.Dispose();
            return;
        }

        _shown = new IndexSnapshot(found);
        old?.Dispose();
    }

    private void Drop() => Interlocked.Exchange(ref _shown, null)?.Dispose();

    private static bool IsCurrent(TextIndexReader? index, CatalogReader catalog) =>
        index is not null && index.CatalogId == catalog.CatalogId && index.AppliedChange >= catalog.LastChange();
}
