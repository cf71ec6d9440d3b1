using System.Diagnostics;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Models;

/// <summary>A line that breaks, stalls, trickles or asks for patience costs time, not bytes; and no pull tries for ever.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task CutConnection_GoesOnFromTheLastByte()
    {
        await using var fixture = new HubFixture();
        var half = fixture.Hub.Files[HubFixture.Weights].Length / 2;
        fixture.Hub.Answer = request => request is { ToCdn: true, From: null } ? fixture.Hub.Usual(request) with { CutAfter = half } : null;
        await fixture.PullAsync();
        fixture.AssertWhole();
        var large = fixture.Hub.Requests.Where(request => request.ToCdn).ToList();
        Assert.Equal([null, half], large.Select(request => request.From));
        Assert.NotNull(large[1].Headers.GetValueOrDefault("if-range"));
        Assert.Contains(fixture.Progress, at => at.Note is not null && at.Note.Contains("trying again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LineThatAlwaysBreaks_IsFollowedWhileItBringsSomething()
    {
        await using var fixture = new HubFixture();
        const int Piece = 1_200_000;
        fixture.Hub.Answer = request => request.ToCdn && fixture.Hub.Usual(request) is { Body.Length: > Piece } reply ? reply with { CutAfter = Piece } : null;
        await fixture.PullAsync(fixture.Options with { Attempts = 2 });
        fixture.AssertWhole();
        Assert.Equal([null, Piece, 2 * Piece, 3 * Piece, 4 * Piece], fixture.Hub.Requests.Where(request => request.ToCdn).Select(request => request.From));
    }

    [Fact]
    public async Task LineThatBringsAByteATime_IsGivenUp()
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Answer = request => request.ToCdn ? fixture.Hub.Usual(request) with { CutAfter = 1 } : null;
        var trouble = await fixture.FailAsync();
        Assert.Equal(ErrorCodes.DownloadFailed, trouble.Code);
        Assert.Contains("3 tries", trouble.Message, StringComparison.Ordinal);
        Assert.Equal(3, fixture.Hub.Requests.Count(request => request.ToCdn));
    }

    [Fact]
    public async Task StoppedPull_GoesOnInTheNextOne()
    {
        await using var fixture = new HubFixture();
        var half = fixture.Hub.Files[HubFixture.Weights].Length / 2;
        fixture.Hub.Answer = request => request.ToCdn ? fixture.Hub.Usual(request) with { CutAfter = half, Hangs = true } : null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var stopped = fixture.Store.PullAsync(HubFixture.Model, fixture.Options, new StopAtWeights(stop), stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        fixture.AssertNothingPublished();
        Assert.Equal(ModelState.Partial, fixture.Store.Find("500m")!.State);

        var before = fixture.Hub.ContentRequests.Count;
        fixture.Hub.Answer = _ => null;
        await fixture.PullAsync();
        fixture.AssertWhole();
        var again = fixture.Hub.ContentRequests.Skip(before).ToList();
        Assert.Equal(2, again.Count); // the hub's redirect and the large file; the small ones were kept
        Assert.InRange(again[1].From ?? 0, 1, half);
    }

    [Fact]
    public async Task PartOfOtherContent_IsThrownAway()
    {
        await using var fixture = new HubFixture();
        var weights = fixture.Hub.Files[HubFixture.Weights];
        fixture.Hub.Answer = request => request switch
        {
            { ToCdn: true, From: null } => FakeHub.Content(request, new byte[weights.Length], "\"other\"") with { CutAfter = weights.Length / 2 },
            _ => null,
        };
        fixture.Hub.Answer = Once(fixture.Hub.Answer, request => request.ToCdn);
        await fixture.PullAsync();
        fixture.AssertWhole();
    }

    [Fact]
    public async Task ServerWithoutRanges_IsReadFromTheBeginning()
    {
        await using var fixture = new HubFixture();
        var weights = fixture.Hub.Files[HubFixture.Weights];
        var cut = true;
        fixture.Hub.Answer = request =>
        {
            if (!request.ToCdn)
                return null;
            (var reply, cut) = (new HubReply(200, weights) { CutAfter = cut ? weights.Length / 3 : null }, false);
            return reply;
        };
        await fixture.PullAsync();
        fixture.AssertWhole();
        Assert.Equal(fixture.Progress[^1].Total, fixture.Progress[^1].Done);
    }

    [Fact]
    public async Task ServerThatAnswersAnotherRange_IsNotBelieved()
    {
        await using var fixture = new HubFixture();
        var weights = fixture.Hub.Files[HubFixture.Weights];
        var lies = 0;
        fixture.Hub.Answer = request => request switch
        {
            { ToCdn: true, From: null } when lies == 0 => fixture.Hub.Usual(request) with { CutAfter = weights.Length / 2 },
            { ToCdn: true, From: { } } when lies++ == 0 => new HubReply(206, weights[10..]) { Headers = new Dictionary<string, string> { ["Content-Range"] = $"bytes 10-{weights.Length - 1}/{weights.Length}" } },
            _ => null,
        };
        await fixture.PullAsync();
        fixture.AssertWhole();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task ServerTrouble_IsTriedAgain_ABoundedNumberOfTimes(int status)
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Answer = Once(_ => new HubReply(status), request => request.ToCdn);
        await fixture.PullAsync();
        fixture.AssertWhole();
        await using var hopeless = new HubFixture();
        hopeless.Hub.Answer = _ => new HubReply(status);
        var trouble = await hopeless.FailAsync();
        Assert.Equal((ErrorCodes.DownloadFailed, 3), (trouble.Code, hopeless.Hub.Requests.Count));
        Assert.Contains($"{status}", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignedLinkThatRanOut_IsAskedForAnew()
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Answer = Once(_ => new HubReply(403), request => request.ToCdn);
        await fixture.PullAsync();
        fixture.AssertWhole();
        Assert.Equal(2, fixture.Hub.Requests.Count(request => !request.ToCdn && request.Path.EndsWith(HubFixture.Weights, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RetryAfter_IsWaitedFor()
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Answer = Once(_ => new HubReply(429) { Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } }, request => request.ToCdn);
        await fixture.PullAsync();
        fixture.AssertWhole();
        var large = fixture.Hub.Requests.Where(request => request.ToCdn).ToList();
        Assert.True(Stopwatch.GetElapsedTime(large[0].At, large[1].At) >= TimeSpan.FromSeconds(0.95));
    }

    [Fact]
    public async Task RetryAfter_OfAnHour_IsSaid_NotWaitedFor()
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Answer = _ => new HubReply(429) { Headers = new Dictionary<string, string> { ["Retry-After"] = "3600" } };
        var trouble = await fixture.FailAsync();
        Assert.Contains("60 minutes", trouble.Hint, StringComparison.Ordinal);
        Assert.Single(fixture.Hub.Requests);
    }

    [Fact]
    public async Task Trickle_IsFollowed_LongerThanASilenceWouldBe()
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Answer = request => request.ToCdn ? fixture.Hub.Usual(request) with { Pieces = 20, Pause = TimeSpan.FromMilliseconds(100) } : null;
        await fixture.PullAsync(fixture.Options with { StallLimit = TimeSpan.FromSeconds(1) });
        fixture.AssertWhole();
        Assert.Single(fixture.Hub.Requests, request => request.ToCdn);
        Assert.Contains(fixture.Progress, at => at.TimeLeft > TimeSpan.Zero && at.BytesPerSecond > 0);
    }

    [Fact]
    public async Task Silence_IsABrokenLine()
    {
        await using var fixture = new HubFixture();
        var half = fixture.Hub.Files[HubFixture.Weights].Length / 2;
        fixture.Hub.Answer = request => request is { ToCdn: true, From: null } ? fixture.Hub.Usual(request) with { CutAfter = half, Hangs = true } : null;
        await fixture.PullAsync(fixture.Options with { StallLimit = TimeSpan.FromSeconds(1) });
        fixture.AssertWhole();
        Assert.Contains(fixture.Progress, at => at.Note is not null && at.Note.Contains("nothing came for 1 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NobodyThere_IsSaid()
    {
        await using var fixture = new HubFixture();
        var trouble = await fixture.FailAsync(fixture.Options with { Endpoint = new Uri("http://127.0.0.1:1") });
        Assert.Equal(ErrorCodes.DownloadFailed, trouble.Code);
        Assert.Contains("refused", trouble.Message, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The first matching request is answered so, all others as usual.</summary>
    private static Func<HubRequest, HubReply?> Once(Func<HubRequest, HubReply?> answer, Func<HubRequest, bool> which)
    {
        var left = 1;
        return request => which(request) && Interlocked.Decrement(ref left) >= 0 ? answer(request) : null;
    }

    private sealed class StopAtWeights(CancellationTokenSource stop) : IProgress<PullProgress>
    {
        public void Report(PullProgress value)
        {
            if (value.File == HubFixture.Weights)
                stop.Cancel();
        }
    }
}
