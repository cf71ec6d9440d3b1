using Hangfire;
using VideoIndex.Media;
using VideoIndex.Worker.Jobs;

namespace VideoIndex.Worker;

/// <summary>Makes the jobs of one run; a job holds no state of its own.</summary>
internal sealed class RunActivator(IndexRun run, JobHost host) : JobActivator
{
    public override object ActivateJob(Type jobType) =>
        jobType == typeof(ScanJob) ? new ScanJob(run, host)
        : jobType == typeof(ProbeJob) ? new ProbeJob(run, host)
        : jobType == typeof(CaptionJob) ? new CaptionJob(run, host)
        : jobType == typeof(PublishJob) ? new PublishJob(run, host)
        : throw new InvalidOperationException($"no such job: {jobType}");
}
