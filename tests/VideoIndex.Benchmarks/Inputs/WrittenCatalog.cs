using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Benchmarks;

/// <summary>Fills catalogs through their own writer, as an index run does.</summary>
internal static class WrittenCatalog
{
    /// <summary>An hour of 10 s windows.</summary>
    public const int WindowsPerMedia = 360;

    private static readonly CaptionSettings Settings = new("bench@00000000", "fp32", "Describe this.", 64, new WindowPlan(TimeSpan.FromSeconds(10), 3));

    /// <summary>A data folder with a catalog of captioned hours.</summary>
    public static void Write(string dataFolder, IEnumerable<IReadOnlyList<Caption>> hours)
    {
        using var catalog = CatalogWriter.Open(dataFolder, TimeProvider.System);
        foreach (var captions in hours)
        {
            var media = AddMedia(catalog);
            catalog.StoreCaptions(Settings, [.. captions.Select(caption => (media, caption))]);
            Complete(catalog, media, captions);
        }
    }

    /// <summary>A probed film of an hour without captions.</summary>
    public static long AddMedia(CatalogWriter catalog)
    {
        var library = catalog.AddLibrary("/films");
        var name = Guid.NewGuid().ToString("N");
        var media = catalog.PutFile(library.Id, $"{name}.mp4", 700_000_000, 1, name).MediaId!.Value;
        var probe = new MediaProbe(TimeSpan.FromHours(1), 1920, 1080, "mov,mp4,m4a,3gp,3g2,mj2", "h264", 25, HasAudio: true, VideoStream: 0, [], []);
        catalog.StoreProbe(media, probe, WindowsPerMedia);
        return media;
    }

    /// <summary>Stores captions a batch at a time, as the pipeline does.</summary>
    public static void Store(CatalogWriter catalog, long media, IReadOnlyList<Caption> captions, int batch)
    {
        foreach (var some in captions.Chunk(batch))
            catalog.StoreCaptions(Settings, [.. some.Select(caption => (media, caption))]);
    }

    /// <summary>Says that a media has all its captions.</summary>
    public static void Complete(CatalogWriter catalog, long media, IReadOnlyList<Caption> captions) =>
        catalog.CompleteCaptions(media, Settings, captions[^1].Window.End);
}
