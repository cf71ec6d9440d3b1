using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using VideoIndex.Core;

namespace VideoIndex.Tests.Api;

public sealed class AskRoutesTests : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server.Film("a.mp4", "A dog runs.", "A cat sleeps.", "A man sings.");
        await _server.StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Answer_ComesInPieces_ThenWhole_WithTheTimesItWasTakenFrom()
    {
        _server.Asker.Pieces = ["A\u202e dog", "\u200b runs.\nTwo\u0007 lines.\u0000"];
        var events = await AskAsync(new { question = " What? ", start_ms = 0, end_ms = 10_000, history = new[] { new { question = "Who?", answer = "A dog." } } });
        Assert.Equal(["piece", "piece", "done"], events.Select(each => each.Type));
        Assert.Equal(["A dog", " runs.\nTwo lines."], events.Take(2).Select(each => each.Data.GetProperty("text").GetString()));
        var done = events[2].Data;
        Assert.Equal(("A dog runs.\nTwo lines.", "fake@0", "cpu", "fp32"),
            (done.GetProperty("text").GetString(), done.GetProperty("model").GetString(), done.GetProperty("device").GetString(), done.GetProperty("precision").GetString()));
        Assert.Equal("[{\"start_ms\":0,\"end_ms\":10000}]", done.GetProperty("times").GetRawText());
        Assert.True(done.GetProperty("ms").GetInt64() >= 0);
        var asked = Assert.Single(_server.Asker.Questions);
        Assert.Equal(("What?", Path.Combine(_server.Films, "a.mp4")), (asked.Question, asked.Path));
        Assert.Equal([new Exchange("Who?", "A dog.")], asked.History);
    }

    [Theory]
    [InlineData("What does the cat do?", "10-20")]
    [InlineData("Is it the man who sings, or is it the dog that runs?", "0-10 20-30")]
    [InlineData("\"", "0-30")] // no query: the whole film is shown
    [InlineData("Wer ist da?", "0-30")]
    public async Task QuestionAboutAFile_IsAskedOfTheMomentsWhoseCaptionsAnswerIt(string question, string spans)
    {
        var events = await AskAsync(new { question });
        Assert.Equal(spans, string.Join(' ', Assert.Single(_server.Asker.Questions).Spans.Select(span => $"{span.StartMs / 1000}-{span.EndMs / 1000}")));
        Assert.Equal(spans, string.Join(' ', events[^1].Data.GetProperty("times").EnumerateArray()
            .Select(span => $"{span.GetProperty("start_ms").GetInt64() / 1000}-{span.GetProperty("end_ms").GetInt64() / 1000}")));
    }

    [Fact]
    public async Task Trouble_IsAnEventWithCodeAndHint_AndNothingOfTheInsideIsTold()
    {
        _server.Asker.Trouble = new VideoIndexException(ErrorCodes.ModelMissing, "there is no model", "pull one");
        var events = await AskAsync(new { question = "What?", start_ms = 0, end_ms = 10_000 });
        Assert.Equal(("error", "model_missing", "pull one"), (events[^1].Type, events[^1].Data.GetProperty("code").GetString(), events[^1].Data.GetProperty("hint").GetString()));
        _server.Asker.Trouble = new InvalidOperationException("the secret path");
        events = await AskAsync(new { question = "What?", start_ms = 0, end_ms = 10_000 });
        Assert.Equal("internal_error", events[^1].Data.GetProperty("code").GetString());
        Assert.DoesNotContain("secret", events[^1].Data.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooManyQuestions_AreSentAway_AndAPlaceIsFreeWhenOneLeaves()
    {
        _server.Asker.Go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = new List<HttpResponseMessage>();
        for (var i = 0; i < 5; i++)
        {
            waiting.Add(await SendAsync(new { question = $"What {i}?", start_ms = 0, end_ms = 10_000 }));
            await _server.Asker.Asked.Task.WaitAsync(Cancel); // the first has its turn before the others come
        }

        using var refused = await SendAsync(new { question = "What?", start_ms = 0, end_ms = 10_000 });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("\"code\":\"busy\"", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.NotNull(refused.Headers.RetryAfter);

        Assert.Equal("What 0?", Assert.Single(_server.Asker.Questions).Question);
        await LeaveAsync(waiting[0]); // while the model writes
        await _server.Asker.Stopped.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        _server.Asker.Go.SetResult();
        foreach (var answer in waiting.Skip(1))
            Assert.Equal("done", (await ReadAsync(answer))[^1].Type);
        Assert.Equal("done", (await AskAsync(new { question = "What?", start_ms = 0, end_ms = 10_000 }))[^1].Type);
    }

    [Theory]
    [InlineData("""{"question":""}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"question":"x","start_ms":5}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"question":"x","start_ms":5,"end_ms":5}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"question":"x","start_ms":0,"end_ms":99000}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"question":"x","start_ms":-1,"end_ms":9000}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"question":"x","history":[{"question":"a"}]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"question":"x","history":[null]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"question":"x","surprise":1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    public async Task WhatIsNoQuestion_IsRefusedBeforeTheModelHearsOfIt(string body, HttpStatusCode status)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _server.SendAsync(HttpMethod.Post, "/api/media/1/ask", content);
        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(_server.Asker.Questions);
    }

    private async Task<List<(string Type, JsonElement Data)>> AskAsync(object body) => await ReadAsync(await SendAsync(body));

    private async Task<HttpResponseMessage> SendAsync(object body) => await _server.SendAsync(HttpMethod.Post, "/api/media/1/ask", JsonContent.Create(body));

    /// <summary>Ends the connection at once: disposing an answer would wait for the rest of it first.</summary>
    private static async Task LeaveAsync(HttpResponseMessage answer)
    {
        using var left = new CancellationTokenSource();
        var next = (await answer.Content.ReadAsStreamAsync(Cancel)).ReadAsync(new byte[1], left.Token);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        answer.Dispose();
    }

    private static async Task<List<(string Type, JsonElement Data)>> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
            var events = new List<(string, JsonElement)>();
            await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel))
                events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement));
            return events;
        }
    }
}
