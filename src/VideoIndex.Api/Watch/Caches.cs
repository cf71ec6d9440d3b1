namespace VideoIndex.Api;

/// <summary>What is kept of the pictures and clips made for visitors.</summary>
internal sealed class Caches(ServeOptions options, TimeProvider clock)
{
    public FileCache Thumbnails { get; } = new(Path.Combine(options.CacheFolder, "thumbnails"), options.ThumbnailCacheBytes, clock);

    public FileCache Clips { get; } = new(Path.Combine(options.CacheFolder, "clips"), options.ClipCacheBytes, clock);
}
