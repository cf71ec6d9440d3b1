using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Api;

/// <summary>From an id to a file that may be given out: nobody ever names a path. Thread-safe.</summary>
internal sealed class MediaFiles(CatalogPool catalogs, MediaDelivery delivery, ToolSlots slots, IHostApplicationLifetime life)
{
    /// <summary>Answers of ffprobe that are kept; each is some hundred bytes.</summary>
    private const int FormsKept = 10_000;

    private readonly ConcurrentDictionary<string, PlaybackForm> _forms = [];
    private readonly SharedWork<PlaybackForm> _asking = new();

    /// <exception cref="VideoIndexException">not_found</exception>
    public MediaRow Row(long id) => catalogs.AskOr(null, catalog => catalog.FindMedia(id)) ?? throw NotThere();

    /// <summary>Opens the file as it lies in its library now.</summary>
    /// <exception cref="VideoIndexException">not_found: it is gone, or something else took its place.</exception>
    public static FileStream Open(MediaRow row) => LibraryFile.TryOpen(row.Root, row.RelativePath) ?? throw NotThere();

    /// <summary>As <see cref="Open"/>, for ffmpeg.</summary>
    public static string Find(MediaRow row) => LibraryFile.TryFind(row.Root, row.RelativePath) ?? throw NotThere();

    /// <summary>Asked of ffprobe once for each content, however many visitors come for it at one time.</summary>
    /// <exception cref="VideoIndexException">not_found, busy, and as <see cref="MediaDelivery.ReadFormAsync"/></exception>
    public async Task<PlaybackForm> FormAsync(MediaRow row, CancellationToken cancel) =>
        _forms.TryGetValue(row.Content, out var known) ? known : await _asking.DoAsync(row.Content, () => AskAsync(row)).WaitAsync(cancel);

    private async Task<PlaybackForm> AskAsync(MediaRow row)
    {
        var path = Find(row);
        using var slot = await slots.TakeAsync(life.ApplicationStopping);
        var form = await delivery.ReadFormAsync(path, life.ApplicationStopping);
        if (_forms.Count >= FormsKept)
            _forms.Clear();
        return _forms[row.Content] = form;
    }

    // One sentence for all: who asks learns nothing about what lies where.
    private static VideoIndexException NotThere() =>
        new(ErrorCodes.NotFound, "there is no such media, or its file cannot be read now", "GET /api/media lists what there is");
}
