using VideoIndex.Api;

namespace VideoIndex.Tests.Api;

/// <summary>What many visitors ask for at one time is done once, and a failure is nobody's but theirs.</summary>
public sealed class SharedWorkTests
{
    [Fact]
    public async Task FiftyAtOneTime_CostOne_AndTheNextCostsAgain()
    {
        var work = new SharedWork<int>();
        var (done, end) = (0, new TaskCompletionSource());
        var asked = Enumerable.Range(0, 50).Select(_ => work.DoAsync("film", Do)).ToList();
        var other = work.DoAsync("other", () => Task.FromResult(7));
        Assert.Equal(7, await other);
        end.SetResult();
        Assert.All(await Task.WhenAll(asked), each => Assert.Equal(1, each));
        Assert.Equal(2, await work.DoAsync("film", Do));

        async Task<int> Do()
        {
            var mine = Interlocked.Increment(ref done);
            await end.Task;
            return mine;
        }
    }

    [Fact]
    public async Task Failure_ReachesAllWhoWaited_AndIsNotKept()
    {
        var work = new SharedWork<int>();
        var end = new TaskCompletionSource<int>();
        var asked = Enumerable.Range(0, 3).Select(_ => work.DoAsync("film", () => end.Task)).ToList();
        end.SetException(new IOException("the drive is gone"));
        foreach (var each in asked)
            await Assert.ThrowsAsync<IOException>(() => each);
        Assert.Equal(1, await work.DoAsync("film", () => Task.FromResult(1)));
    }
}
