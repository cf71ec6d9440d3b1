using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Worker.Jobs;

/// <summary>Decodes the windows of one media that have no caption yet, once, and sends them through the pipeline that all files share.</summary>
internal sealed class CaptionJob(IndexRun run, JobHost host) : FileJob(run, host, JobStage.Caption)
{
    private readonly FrameReader _frames = new(run.Options.Media);

    protected override async Task WorkAsync(MediaWork work, CancellationToken cancel)
    {
        if (work.Probe is null)
            throw new InvalidOperationException("a media reached captioning before it was probed");
        Run.Meter.Reading(work.AbsolutePath);
        var plan = Run.Model.Settings.Plan;
        var done = Run.Catalog.CaptionedStarts(work.MediaId, Run.Fingerprint);
        var left = plan.Cut(work.Probe.Duration).Where(window => !done.Contains(window.StartMs)).ToList();
        var end = work.Probe.Duration;
        if (left.Count > 0)
            end = await CaptionAsync(work, left, done, cancel).ConfigureAwait(false);
        Run.Catalog.CompleteCaptions(work.MediaId, Run.Model.Settings, end);
        Run.Meter.MediaEnded();
    }

    /// <returns>Where the media really ends.</returns>
    private async Task<TimeSpan> CaptionAsync(MediaWork work, List<TimeRange> left, IReadOnlySet<long> done, CancellationToken cancel)
    {
        using var media = new MediaCaptions(work.MediaId);
        try
        {
            CheckUnchanged(work);
            var end = await ReadAsync(work, left, done, media, cancel).ConfigureAwait(false);
            await media.WhenStoredAsync(cancel).ConfigureAwait(false);
            CheckUnchanged(work);
            return end;
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            // What is still on its way through the pipeline must not be stored after the failure has cleared this media's rows.
            await media.DrainAsync(cancel).ConfigureAwait(false);
            Run.Meter.WindowsGone(left.Skip(media.Stored));
            throw;
        }
    }

    private async Task<TimeSpan> ReadAsync(
        MediaWork work, List<TimeRange> left, IReadOnlySet<long> done, MediaCaptions media, CancellationToken cancel)
    {
        var plan = Run.Model.Settings.Plan;
        var from = left[0].Start;
        var end = from;
        try
        {
            await foreach (var window in _frames.ReadAsync(work.AbsolutePath, work.Probe!, plan, from, cancel).ConfigureAwait(false))
            {
                end = window.Window.End;
                if (!done.Contains(window.Window.StartMs))
                    await Run.Pipeline.SubmitAsync(media, window, cancel).ConfigureAwait(false);
            }
        }
        catch (VideoIndexException trouble) when (trouble.Code == ErrorCodes.NoFrames && from > TimeSpan.Zero)
        {
            // An earlier run had already captioned up to the real end, which lies before the end that the container tells.
        }

        Run.Meter.WindowsGone(left.Where(window => window.Start >= end));
        return end;
    }

    /// <summary>A file that was replaced or is still being written would give captions to the wrong content.</summary>
    private static void CheckUnchanged(MediaWork work)
    {
        var now = FileStamp.Read(work.AbsolutePath);
        if (now != new FileStamp(work.File.Size, work.File.ModifiedNs))
            throw new VideoIndexException(ErrorCodes.ChangedWhileIndexing, $"`{work.AbsolutePath}` changed while it was being indexed",
                "index again when it is complete");
    }
}
