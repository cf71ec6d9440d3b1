using Hangfire.Common;
using VideoIndex.Worker;

namespace VideoIndex.Tests.Worker;

public sealed class StageQueueTests
{
    private readonly StageQueue _queue = new("probe", _ => Job.FromExpression(() => Console.WriteLine()));

    [Fact]
    public void TryTake_HandsOutInOrder_UpToTheLimit()
    {
        foreach (var id in new long[] { 7, 5, 9 })
            _queue.Add(id);
        Assert.True(_queue.TryTake(2, out var first) && _queue.TryTake(2, out _));
        Assert.Equal(7, first);
        Assert.False(_queue.TryTake(2, out _));
        _queue.Ended();
        Assert.True(_queue.TryTake(2, out var third));
        Assert.Equal(9, third);
    }

    [Fact]
    public void Add_TakesAnIdOnceARun()
    {
        Assert.True(_queue.Add(7));
        _queue.TryTake(1, out _);
        _queue.Ended();
        Assert.True(_queue.IsEmpty);
        Assert.False(_queue.Add(7));
    }
}
