using System.Runtime.ExceptionServices;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Worker.Jobs;

/// <summary>Decodes the windows of one media that have no caption yet, once, and sends them through the pipeline that all files share.</summary>
internal sealed class CaptionJob(IndexRun run, JobHost host) : FileJob(run, host, JobStage.Caption)
{
    private readonly FrameReader _frames = new(run.Options.Media, run.Prober);

    protected override async Task<Func<CancellationToken, Task>?> WorkAsync(MediaWork work, CancellationToken cancel)
    {
        if (work.Probe is null)
            throw new InvalidOperationException("a media reached captioning before it was probed");
        Run.Meter.Reading(work.AbsolutePath);
        var done = Run.Catalog.CaptionedStarts(work.MediaId, Run.Fingerprint);
        var left = Run.Model.Settings.Plan.Cut(work.Probe.Duration).Where(window => !done.Contains(window.StartMs)).ToList();
        if (left.Count > 0)
            return await CaptionAsync(work, left, done, cancel).ConfigureAwait(false);
        Complete(work, work.Probe.Duration);
        return null;
    }

    private async Task<Func<CancellationToken, Task>> CaptionAsync(MediaWork work, List<TimeRange> left, IReadOnlySet<long> done, CancellationToken cancel)
    {
        var turn = await Run.Tries.BeginAsync(work, cancel).ConfigureAwait(false);
        var media = new MediaCaptions(work.MediaId);
        var reading = await TryReadAsync(work, left, done, media, cancel).ConfigureAwait(false);
        return async stop =>
        {
            // Also after a failure: a caption that is still under way must not be stored after its media's rows were cleared.
            using (turn)
            using (media)
                await media.DrainAsync(stop).ConfigureAwait(false);
            if ((reading.Trouble ?? media.Trouble) is not { } trouble)
            {
                CheckUnchanged(work);
                Complete(work, reading.End);
                return;
            }

            Run.Meter.WindowsGone(left.Skip(media.Stored));
            if (FileStamp.IsReachable(work.AbsolutePath))
                CheckUnchanged(work); // what reads as damaged may be half of one content and half of the next
            ExceptionDispatchInfo.Throw(trouble);
        };
    }

    /// <returns>Where the media really ends, or why it could not be read to the end.</returns>
    private async Task<(TimeSpan End, Exception? Trouble)> TryReadAsync(
        MediaWork work, List<TimeRange> left, IReadOnlySet<long> done, MediaCaptions media, CancellationToken cancel)
    {
        try
        {
            CheckUnchanged(work);
            return (await ReadAsync(work, left, done, media, cancel).ConfigureAwait(false), null);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            return (default, trouble);
        }
    }

    private void Complete(MediaWork work, TimeSpan end)
    {
        Run.Catalog.CompleteCaptions(work.MediaId, Run.Model.Settings, end);
        Run.Meter.MediaEnded();
    }

    private async Task<TimeSpan> ReadAsync(
        MediaWork work, List<TimeRange> left, IReadOnlySet<long> done, MediaCaptions media, CancellationToken cancel)
    {
        var plan = Run.Model.Settings.Plan;
        var from = left[0].Start;
        var end = from;
        try
        {
            await foreach (var windows in Thinned(plan, Missing(_frames.ReadAsync(work.AbsolutePath, work.Probe!, plan, from, cancel))))
                await (await Run.Pipeline.ConfigureAwait(false)).SubmitAsync(media, windows, cancel).ConfigureAwait(false);
        }
        catch (VideoIndexException trouble) when (trouble.Code == ErrorCodes.NoFrames && from > TimeSpan.Zero)
        {
            // An earlier run had already captioned up to the real end, which lies before the end that the container tells.
        }

        Run.Meter.WindowsGone(left.Where(window => window.Start >= end));
        return end;

        async IAsyncEnumerable<WindowFrames> Missing(IAsyncEnumerable<WindowFrames> windows)
        {
            await foreach (var window in windows.ConfigureAwait(false))
            {
                end = window.Window.End;
                if (!done.Contains(window.Window.StartMs))
                    yield return window;
            }
        }

        IAsyncEnumerable<StillWindows> Thinned(WindowPlan plan, IAsyncEnumerable<WindowFrames> windows) => plan.Frames == FramePlan.Auto
            ? WindowThinner.ThinAsync(windows, cancel)
            : windows.Select(window => new StillWindows(window, []));
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
