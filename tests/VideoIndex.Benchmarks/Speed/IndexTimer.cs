using System.Diagnostics;
using VideoIndex.Core;
using VideoIndex.Vision;
using VideoIndex.Worker;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>Indexes a folder end to end with a model that is loaded already: scan to searchable.</summary>
internal sealed class IndexTimer(BenchmarkFolder folder)
{
    /// <param name="captioner">Is not disposed.</param>
    /// <param name="embedder">The folder of a text embedder that makes vectors of the captions beside; null for none.</param>
    /// <param name="loading">How long the captioner's model took to load.</param>
    public async Task<IndexTime> IndexAsync(
        string media, CaptionSettings settings, ICaptioner captioner, CancellationToken cancel, string? embedder = null, TimeSpan loading = default)
    {
        WatchedCaptioner? watched = null;
        var model = new CaptionModel(settings, () => watched = new WatchedCaptioner(new BorrowedCaptioner(captioner), loading));
        var data = folder.NewPath("data");
        var start = Stopwatch.GetTimestamp();
        var report = await new Indexer(new IndexerOptions { DataFolder = data, LoadEmbedder = embedder is null ? null : () => TextEmbedder.Load(embedder, threads: 1) }, model, TimeProvider.System)
            .IndexAsync(new IndexRequest([media]), new Progress<IndexProgress>(), cancel);
        var time = Stopwatch.GetElapsedTime(start);
        Directory.Delete(data, recursive: true);
        return report.Failed == 0
            ? new IndexTime(time, report.VideoTime, watched!.Waited, watched.Captioning)
            : throw new InvalidOperationException($"{report.Failed} of the films failed: there is no time");
    }
}
