using Hangfire;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Worker.Jobs;

/// <summary>Compares a library's folder with the catalog, then passes on every media with something left to do.</summary>
[AutomaticRetry(Attempts = 0)]
internal sealed class ScanJob(IndexRun run, JobHost host)
{
    public async Task RunAsync(long libraryId, CancellationToken serverStops)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(serverStops, run.Stopped);
        try
        {
            var library = run.Catalog.Libraries().Single(library => library.Id == libraryId);
            var scanner = new LibraryScanner(run.Catalog, run.Meter);
            if (await scanner.ScanAsync(library, FeedUnfinished, stop.Token).ConfigureAwait(false) == ScanOutcome.Complete)
            {
                FeedUnfinished();
                FeedChangedCues();
            }

            run.Meter.Enter(IndexStage.Captioning);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next run scans again.
        }
        catch (Exception trouble)
        {
            run.Fail(trouble);
        }
        finally
        {
            host.Ended(JobStage.Scan);
        }

        void FeedUnfinished() => Feed(run.Catalog.Unfinished(run.Fingerprint, [libraryId]));

        // A subtitle file laid beside a finished video, or changed, costs no caption.
        void FeedChangedCues()
        {
            var cues = new CueReader(run.Options.Media);
            Feed(run.Catalog.Finished(run.Fingerprint, [libraryId]).Where(work => cues.Fingerprint(work.AbsolutePath) != work.CuesFingerprint));
        }

        void Feed(IEnumerable<MediaWork> media)
        {
            foreach (var work in media)
                if (host.Feed(JobStage.Probe, work.MediaId))
                    run.Meter.MediaPlanned();
        }
    }
}
