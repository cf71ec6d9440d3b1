using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Tests.Api;

public sealed class IndexJobTests : IAsyncDisposable
{
    private readonly RunningServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task AddingAFolder_RunsInTheBackground_AndTellsHowFarItIs()
    {
        await _server.StartAsync();
        using var events = await EventsAsync();
        Assert.Equal(("idle", false), await NextAsync(events));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("/api/libraries", new { path = _server.Films }));
        var seen = await UntilAsync(events, progress => progress.GetProperty("stage").GetString() == "captioning");
        Assert.Equal(
            ["stage", "files_found", "media_done", "media_left", "windows_done", "windows_left", "failed", "times_real_time", "time_left_s", "current", "running", "failure"],
            seen.EnumerateObject().Select(field => field.Name));
        Assert.Equal((40, 60, 12.35, 5.0), (seen.GetProperty("windows_done").GetInt32(), seen.GetProperty("windows_left").GetInt32(),
            seen.GetProperty("times_real_time").GetDouble(), seen.GetProperty("time_left_s").GetDouble()));

        Assert.Equal(HttpStatusCode.Conflict, await PostAsync("/api/libraries/index", new { retry_failed = true }));
        _server.Indexer.Finish();
        var ended = await UntilAsync(events, progress => !progress.GetProperty("running").GetBoolean());
        Assert.Equal(JsonValueKind.Null, ended.GetProperty("failure").ValueKind);
        Assert.Equal([_server.Films], Assert.Single(_server.Indexer.Requests).Roots);
    }

    [Fact]
    public async Task Trouble_IsToldWithItsHint_AndTheNextRunMayStart()
    {
        _server.Indexer.Trouble = new VideoIndexException(ErrorCodes.AlreadyRunning, "another process indexes", "wait for it");
        await _server.StartAsync();
        using var events = await EventsAsync();
        await PostAsync("/api/libraries/index", new { });
        var ended = await UntilAsync(events, progress => progress.GetProperty("failure").ValueKind == JsonValueKind.Object);
        Assert.Equal("already_running", ended.GetProperty("failure").GetProperty("code").GetString());
        _server.Indexer.Trouble = null;
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("/api/libraries/index", new { retry_failed = true }));
        await UntilAsync(events, progress => progress.GetProperty("running").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("/api/jobs/stop", new { }));
        await UntilAsync(events, progress => !progress.GetProperty("running").GetBoolean());
        Assert.True(_server.Indexer.WasStopped);
    }

    [Fact]
    public async Task StoppingTheServer_StopsTheRun_AndEndsWhoListens()
    {
        await _server.StartAsync();
        using var events = await EventsAsync();
        await PostAsync("/api/libraries/index", new { });
        await UntilAsync(events, progress => progress.GetProperty("running").GetBoolean());
        var watch = Stopwatch.StartNew();
        await _server.StopAsync();
        Assert.True(_server.Indexer.WasStopped);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("")]
    [InlineData("/no/such/folder")]
    [InlineData("http://evil.test/")]
    [InlineData("file:///etc")]
    public async Task WhatIsNoFolderHere_IsRefused(string path)
    {
        await _server.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/api/libraries", new { path }));
        Assert.Empty(_server.Indexer.Requests);
    }

    [Fact]
    public async Task OneFileThatFailed_IsTriedAgain_AndNothingThatDidNot()
    {
        var media = _server.Film("a.mp4", "A dog runs.");
        using (var catalog = CatalogWriter.Open(_server.Data, TimeProvider.System))
            catalog.FailMedia(media, new Failure(ErrorCodes.DecoderFailed, "it broke", null), retryable: false);
        _server.Film("b.mp4", "A cat sleeps.");
        await _server.StartAsync();
        foreach (var other in new[] { Path.Combine(_server.Films, "b.mp4"), "/etc/passwd", "" })
            Assert.Equal((other, HttpStatusCode.NotFound), (other, await PostAsync("/api/libraries/index", new { file = other })));
        Assert.Empty(_server.Indexer.Requests);
        var failed = Path.Combine(_server.Films, "a.mp4");
        using var events = await EventsAsync();
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("/api/libraries/index", new { file = failed }));
        await UntilAsync(events, progress => progress.GetProperty("stage").GetString() == "captioning");
        Assert.Equal(failed, Assert.Single(_server.Indexer.Requests).RetryFile);
    }

    [Fact]
    public async Task LargeBody_IsRefused()
    {
        await _server.StartAsync();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync("/api/libraries", new { path = new string('a', 200_000) }));
    }

    private async Task<HttpStatusCode> PostAsync(string address, object body)
    {
        using var answer = await _server.Http.PostAsJsonAsync(address, body, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<EventReader> EventsAsync()
    {
        var answer = await _server.SendAsync(HttpMethod.Get, "/api/jobs");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        var events = SseParser.Create(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        return new EventReader(answer, events.EnumerateAsync().GetAsyncEnumerator());
    }

    private static async Task<(string?, bool)> NextAsync(EventReader events)
    {
        Assert.True(await events.Events.MoveNextAsync());
        Assert.Equal("progress", events.Events.Current.EventType);
        var progress = JsonDocument.Parse(events.Events.Current.Data).RootElement;
        return (progress.GetProperty("stage").GetString(), progress.GetProperty("running").GetBoolean());
    }

    private static async Task<JsonElement> UntilAsync(EventReader events, Func<JsonElement, bool> holds)
    {
        while (await events.Events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)))
        {
            var progress = JsonDocument.Parse(events.Events.Current.Data).RootElement;
            if (holds(progress))
                return progress;
        }

        Assert.Fail("the events ended");
        return default;
    }

    private sealed record EventReader(HttpResponseMessage Answer, IAsyncEnumerator<SseItem<string>> Events) : IDisposable
    {
        public void Dispose() => Answer.Dispose();
    }
}
