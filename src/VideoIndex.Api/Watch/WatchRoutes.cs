using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Api;

/// <summary>Pictures and films. Whatever is asked for, ffmpeg gets numbers that were checked here, and a path from the catalog.</summary>
internal static class WatchRoutes
{
    /// <summary>Widths that are made: what is asked for goes up to the next, so that a visitor cannot fill the cache with every width there is.</summary>
    private static readonly int[] Widths = [160, 320, 640, 1280];

    /// <summary>The last picture lies a little before the end that a container tells.</summary>
    private static readonly TimeSpan LastPicture = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan ThumbnailKept = TimeSpan.FromDays(1);

    public static async Task<FileStreamHttpResult> ThumbnailAsync(
        long id, [FromQuery(Name = "at_ms")] long? atMs, int? width, MediaFiles files, MediaDelivery delivery, Caches caches, ToolSlots slots,
        IHostApplicationLifetime life, HttpContext context)
    {
        var row = files.Row(id);
        var path = MediaFiles.Find(row);
        var at = Clamp(TimeFrom("at_ms", atMs, row.Duration), row.Duration - LastPicture);
        var wide = Widths.FirstOrDefault(each => each >= (width ?? Widths[1]), Widths[^1]);
        var name = string.Create(CultureInfo.InvariantCulture, $"{row.Content}-{(long)at.TotalMilliseconds}-{wide}.jpg");
        // Made to the end although the visitor may have scrolled on: the next one finds it.
        var picture = await caches.Thumbnails.GetAsync(name, async to =>
        {
            using var slot = await slots.TakeAsync(life.ApplicationStopping);
            await File.WriteAllBytesAsync(to, await delivery.ReadThumbnailAsync(path, row.VideoStream, at, wide, life.ApplicationStopping), life.ApplicationStopping);
        });
        context.Response.Headers.CacheControl = $"private, max-age={ThumbnailKept.TotalSeconds:0}";
        return TypedResults.File(File.OpenRead(picture), "image/jpeg", entityTag: new EntityTagHeaderValue($"\"{name}\""));
    }

    /// <summary>The file itself, any range of it: for players, and for browsers where they can play it.</summary>
    public static async Task<FileStreamHttpResult> FileAsync(long id, MediaFiles files, CancellationToken cancel)
    {
        var row = files.Row(id);
        return Itself(MediaFiles.Open(row), row, await files.FormAsync(row, cancel));
    }

    public static async Task<Results<FileStreamHttpResult, PushStreamHttpResult>> StreamAsync(
        long id, [FromQuery(Name = "start_ms")] long? startMs, MediaFiles files, MediaDelivery delivery, ToolSlots slots, IHostApplicationLifetime life,
        HttpContext context)
    {
        var row = files.Row(id);
        var from = TimeFrom("start_ms", startMs, row.Duration);
        var form = await files.FormAsync(row, context.RequestAborted);
        if (form.ForBrowsers == DeliveryWay.AsItIs)
            return Itself(MediaFiles.Open(row), row, form);
        var path = MediaFiles.Find(row);
        return TypedResults.Stream(
            to => HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask // nothing is converted for whoever wants none of it
                : SendAsync(to, () => delivery.StartStream(path, form, from, row.Duration), slots, life, context.RequestAborted), "video/mp4");
    }

    public static async Task<FileStreamHttpResult> ClipAsync(
        long id, [FromQuery(Name = "start_ms")] long startMs, [FromQuery(Name = "end_ms")] long endMs, MediaFiles files, MediaDelivery delivery, Caches caches,
        ToolSlots slots, IHostApplicationLifetime life, CancellationToken cancel)
    {
        var row = files.Row(id);
        var span = SpanFrom(startMs, endMs, row.Duration);
        var path = MediaFiles.Find(row);
        var form = await files.FormAsync(row, cancel);
        var name = string.Create(CultureInfo.InvariantCulture, $"{row.Content}-{span.StartMs}-{span.EndMs}.mp4");
        var clip = await caches.Clips.GetAsync(name, async to =>
        {
            using var slot = await slots.TakeAsync(life.ApplicationStopping);
            await delivery.CutAsync(path, form, span, to, life.ApplicationStopping);
        });
        var download = $"{Path.GetFileNameWithoutExtension(row.RelativePath)} {span.ToString().Replace(':', '.')}.mp4";
        return TypedResults.File(File.OpenRead(clip), "video/mp4", download, entityTag: new EntityTagHeaderValue($"\"{name}\""), enableRangeProcessing: true);
    }

    private static FileStreamHttpResult Itself(FileStream file, MediaRow row, PlaybackForm form)
    {
        var changed = File.GetLastWriteTimeUtc(file.SafeFileHandle);
        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{row.Content}-{file.Length:x}-{changed.Ticks:x}\""));
        return TypedResults.File(file, form.ContentType, lastModified: changed, entityTag: tag, enableRangeProcessing: true);
    }

    private static async Task SendAsync(Stream to, Func<OutgoingStream> start, ToolSlots slots, IHostApplicationLifetime life, CancellationToken cancel)
    {
        using var slot = await slots.TakeStreamAsync(cancel);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, life.ApplicationStopping);
        await using var film = start();
        await film.CopyToAsync(to, end.Token);
    }

    private static TimeSpan TimeFrom(string name, long? ms, TimeSpan duration)
    {
        var most = (long)duration.TotalMilliseconds;
        return ms is < 0 || ms > most
            ? throw new VideoIndexException(ErrorCodes.BadOption, $"{name} is `{ms}`, expected 0 to {most}", "GET /api/media/{id} tells its duration_ms")
            : TimeSpan.FromMilliseconds(ms ?? 0);
    }

    private static TimeRange SpanFrom(long startMs, long endMs, TimeSpan duration)
    {
        var span = new TimeRange(TimeFrom("start_ms", startMs, duration), TimeFrom("end_ms", Math.Min(endMs, (long)duration.TotalMilliseconds), duration));
        return span.Length > TimeSpan.Zero && span.Length <= MediaDelivery.LongestCut
            ? span
            : throw new VideoIndexException(ErrorCodes.BadOption,
                $"start_ms is `{startMs}` and end_ms `{endMs}`, expected a clip of up to {MediaDelivery.LongestCut.TotalMinutes:0} minutes");
    }

    private static TimeSpan Clamp(TimeSpan at, TimeSpan most) => at <= most ? at : most > TimeSpan.Zero ? most : TimeSpan.Zero;
}
