using VideoIndex.Core;

namespace VideoIndex.Tests.Api;

/// <summary>An estimator that says what it is told to, and holds it back until a test lets it go.</summary>
internal sealed class FakeEstimator : IIndexEstimator
{
    public TaskCompletionSource? Go { get; set; }

    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<(string Root, SpeedTrials Trial)> Requests { get; } = [];

    public async Task<IndexEstimate> EstimateAsync(IReadOnlyList<string> roots, SpeedTrials trial, CancellationToken cancel)
    {
        Requests.Add((roots.Single(), trial));
        Asked.TrySetResult();
        if (Go is not null)
            await Go.Task.WaitAsync(cancel);
        return new IndexEstimate(7, TimeSpan.FromHours(2), TimeSpan.FromHours(1.5), 540, 0.1, "fake@0") { Time = TimeSpan.FromSeconds(90), Device = "cpu" };
    }
}
