using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Worker.Jobs;

/// <summary>Stores a media's streams, length and cues, then passes it on to captioning.</summary>
internal sealed class ProbeJob(IndexRun run, JobHost host) : FileJob(run, host, JobStage.Probe)
{
    private readonly CueReader _cues = new(run.Options.Media);

    protected override async Task<Func<CancellationToken, Task>?> WorkAsync(MediaWork work, CancellationToken cancel)
    {
        // Stored again when it is known already: the window length may be another than last time.
        var probe = work.Probe ?? await Run.Prober.ProbeAsync(work.AbsolutePath, cancel).ConfigureAwait(false);
        Run.Catalog.StoreProbe(work.MediaId, probe, Run.Model.Settings.Plan.Cut(probe.Duration).Count());
        var cueSources = _cues.Fingerprint(work.AbsolutePath);
        if (work.CuesFingerprint != cueSources)
        {
            var cues = await _cues.ReadAsync(work.AbsolutePath, probe, cancel).ConfigureAwait(false);
            Run.Catalog.StoreCues(work.MediaId, cueSources, cues);
        }

        Plan(work.MediaId, probe);
        Host.Feed(JobStage.Caption, work.MediaId);
        return null;
    }

    private void Plan(long mediaId, MediaProbe probe)
    {
        var done = Run.Catalog.CaptionedStarts(mediaId, Run.Fingerprint);
        var left = Run.Model.Settings.Plan.Cut(probe.Duration).Where(window => !done.Contains(window.StartMs)).ToList();
        Run.Meter.WindowsPlanned(left);
        if (left.Count > 0)
            _ = Run.Pipeline; // the model loads while the first frames are read
    }
}
