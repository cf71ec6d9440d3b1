using System.Globalization;
using VideoIndex.Worker;

namespace VideoIndex.Tests.Worker;

public sealed class WorkThreadsTests
{
    [Theory]
    [InlineData(true, 10)]
    [InlineData(false, 0)]
    public async Task RunAsync_ComputesBehindOthers_OnlyWhereAsked(bool lowPriority, int niceness)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the priority of a thread is read from /proc");
        using var threads = new WorkThreads(1, lowPriority);

        var own = Niceness();
        Assert.Equal(Math.Max(own, niceness), await threads.RunAsync(Niceness));
        Assert.Equal(own, Niceness());
    }

    [Fact]
    public async Task RunAsync_HandsOnWhatWentWrong_AndGoesOn()
    {
        using var threads = new WorkThreads(1, lowPriority: true);

        await Assert.ThrowsAsync<InvalidDataException>(() => threads.RunAsync<int>(() => throw new InvalidDataException()));
        Assert.Equal(7, await threads.RunAsync(() => 7));
    }

    [Fact]
    public async Task RunAsync_ComputesAsManyThingsAtATime_AsThereAreThreads()
    {
        using var both = new Barrier(2);
        using var threads = new WorkThreads(2, lowPriority: false);

        var met = await Task.WhenAll(threads.RunAsync(Meet), threads.RunAsync(Meet));

        Assert.Equal([true, true], met);

        bool Meet() => both.SignalAndWait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Dispose_WaitsForWhatIsUnderWay()
    {
        var threads = new WorkThreads(1, lowPriority: false);
        using var begun = new ManualResetEventSlim();
        var ended = threads.RunAsync(() =>
        {
            begun.Set();
            Thread.Sleep(50);
            return true;
        });
        begun.Wait(TestContext.Current.CancellationToken);

        threads.Dispose();

        Assert.True(ended.IsCompletedSuccessfully && await ended);
    }

    /// <summary>Of the calling thread: the seventeenth number after its name.</summary>
    private static int Niceness() => int.Parse(
        File.ReadAllText("/proc/thread-self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[16], CultureInfo.InvariantCulture);
}
