using System.Diagnostics;
using VideoIndex.Core;
using VideoIndex.Worker;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>Indexes a folder end to end with a model that is loaded already: scan to searchable.</summary>
internal sealed class IndexTimer(BenchmarkFolder folder)
{
    /// <param name="captioner">Is not disposed.</param>
    public async Task<IndexTime> IndexAsync(string media, CaptionSettings settings, ICaptioner captioner, CancellationToken cancel)
    {
        WatchedCaptioner? watched = null;
        var model = new CaptionModel(settings, () => watched = new WatchedCaptioner(new BorrowedCaptioner(captioner)));
        var data = folder.NewPath("data");
        var start = Stopwatch.GetTimestamp();
        var report = await new Indexer(new IndexerOptions { DataFolder = data }, model, TimeProvider.System)
            .IndexAsync(new IndexRequest([media]), new Progress<IndexProgress>(), cancel);
        var time = Stopwatch.GetElapsedTime(start);
        Directory.Delete(data, recursive: true);
        return report.Failed == 0
            ? new IndexTime(time, report.VideoTime, watched!.Waited, watched.Captioning)
            : throw new InvalidOperationException($"{report.Failed} of the films failed: there is no time");
    }
}
