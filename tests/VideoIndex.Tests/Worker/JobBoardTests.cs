using System.Net;
using Hangfire;
using Hangfire.InMemory;
using VideoIndex.Tests.Api;
using VideoIndex.Worker;

namespace VideoIndex.Tests.Worker;

/// <summary>A run that begins takes nothing from under the eyes of somebody who looks at the one before.</summary>
public sealed class JobBoardTests
{
    [Fact]
    public async Task LookAsync_GoesOn_WhenAnotherRunBegins_AndThenTheOldJobsAreGone()
    {
        using var board = new JobBoard();
        JobStorage? before = null;
        await board.LookAsync(jobs =>
        {
            before = jobs;
            board.Show(new InMemoryStorage());
            Assert.Equal(0, jobs.GetMonitoringApi().SucceededListCount());
            return Task.CompletedTask;
        });

        Assert.Throws<ObjectDisposedException>(() => before!.GetMonitoringApi().SucceededListCount());
        await board.LookAsync(jobs =>
        {
            Assert.NotSame(before, jobs);
            Assert.Equal(0, jobs.GetMonitoringApi().SucceededListCount());
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Dispose_LeavesTheJobs_UntilTheLastLookHasEnded()
    {
        var board = new JobBoard();
        JobStorage? shown = null;
        await board.LookAsync(async jobs =>
        {
            shown = jobs;
            await board.LookAsync(_ => Task.CompletedTask);
            board.Dispose();
            Assert.Equal(0, jobs.GetMonitoringApi().SucceededListCount());
        });

        Assert.Throws<ObjectDisposedException>(() => shown!.GetMonitoringApi().SucceededListCount());
    }

    [Fact]
    public async Task JobsPage_Answers_WhileOneRunAfterAnotherBegins()
    {
        await using var server = await new RunningServer().StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var runs = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                    server.Board.Show(new InMemoryStorage());
            },
            TestContext.Current.CancellationToken);
        for (var i = 0; i < 50; i++)
        {
            using var page = await server.Http.GetAsync("/jobs/jobs/succeeded", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }

        await stop.CancelAsync();
        await runs;
    }
}
