using VideoIndex.Core;

namespace VideoIndex.Tests.Api;

/// <summary>An indexer that works until it is told to end, or fails as it is told.</summary>
internal sealed class FakeIndexer : IIndexer
{
    public TaskCompletionSource End { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<IndexRequest> Requests { get; } = [];

    public bool WasStopped { get; private set; }

    public VideoIndexException? Trouble { get; set; }

    public async Task<IndexReport> IndexAsync(IndexRequest request, IProgress<IndexProgress> progress, CancellationToken cancel)
    {
        lock (Requests)
            Requests.Add(request);
        progress.Report(new IndexProgress(IndexStage.Captioning, 3, 1, 2, 40, 60, 0, 12.3456, TimeSpan.FromSeconds(5), "/films/a.mp4"));
        if (Trouble is not null)
            throw Trouble;
        try
        {
            await End.Task.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            WasStopped = true;
            throw;
        }

        return new IndexReport(3, 3, 100, TimeSpan.FromSeconds(1000), TimeSpan.FromSeconds(9), 0, "cpu", []);
    }

    public void Finish()
    {
        End.SetResult();
        End = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
