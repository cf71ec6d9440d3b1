using System.Collections.Concurrent;
using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Readers of the catalog, one for each question under way: a long list does not keep a search waiting. Thread-safe.</summary>
internal sealed class CatalogPool(ServeOptions options) : IDisposable
{
    /// <summary>Readers kept between questions; more are closed again.</summary>
    private const int Kept = 8;

    private readonly ConcurrentBag<CatalogReader> _free = [];
    private volatile bool _disposed;

    /// <exception cref="VideoIndexException">nothing_indexed, catalog_damaged, catalog_too_new, data_folder_unusable</exception>
    public T Ask<T>(Func<CatalogReader, T> question)
    {
        var reader = _free.TryTake(out var free) ? free : CatalogReader.Open(options.DataFolder);
        try
        {
            return question(reader);
        }
        finally
        {
            if (_disposed || _free.Count >= Kept)
                reader.Dispose();
            else
                _free.Add(reader);
        }
    }

    /// <summary>As <see cref="Ask{T}"/>; <paramref name="empty"/> while nothing was ever indexed.</summary>
    public T AskOr<T>(T empty, Func<CatalogReader, T> question)
    {
        try
        {
            return Ask(question);
        }
        catch (VideoIndexException trouble) when (trouble.Code == ErrorCodes.NothingIndexed)
        {
            return empty;
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_free.TryTake(out var reader))
            reader.Dispose();
    }
}
