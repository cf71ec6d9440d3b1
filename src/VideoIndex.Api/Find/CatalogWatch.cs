using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Tells whether somebody, in this process or another, has changed the catalog. Thread-safe.</summary>
internal sealed class CatalogWatch(ServeOptions options) : IDisposable
{
    private readonly Lock _opening = new();
    private volatile CatalogReader? _reader; // one and the same: versions seen through two connections do not compare

    /// <summary>Another number after each change, never one from before; null while nothing was ever indexed.</summary>
    public long? Version() => (_reader ?? TryOpen())?.Version();

    public void Dispose() => _reader?.Dispose();

    private CatalogReader? TryOpen()
    {
        lock (_opening)
        {
            try
            {
                return _reader ??= CatalogReader.Open(options.DataFolder);
            }
            catch (VideoIndexException trouble) when (trouble.Code == ErrorCodes.NothingIndexed)
            {
                return null;
            }
        }
    }
}
