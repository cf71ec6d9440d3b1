using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using VideoIndex.Api;
using VideoIndex.Core;

namespace VideoIndex.Tests.Api;

/// <summary>Agents' questions to the model, asked with the protocol's own client.</summary>
public sealed class AgentToolsTests : IAsyncLifetime
{
    private readonly LimitClock _clock = new(AgentTalk.Limit);
    private readonly RunningServer _server;
    private McpClient _client = null!;

    public AgentToolsTests() => _server = new RunningServer { Clock = _clock };

    /// <summary>What waits for something that never comes fails instead.</summary>
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(1));

    private CancellationToken Cancel => _patience.Token;

    public async ValueTask InitializeAsync()
    {
        _server.Film("a.mp4", "A dog runs.", "A cat sleeps.", "A man sings.");
        await _server.StartAsync();
        _client = await _server.ConnectAgentAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.StopAsync(); // who follows the index writes in the folder that goes with the server
        await _server.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task AskClip_AnswersAboutTheSpan_AsUntrustedText_WithSignsOfProgress()
    {
        _server.Asker.Pieces = [.. Enumerable.Repeat("A\u200b dog\n", 20)];
        _server.Asker.Go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var signs = new Signs();
        var asking = AskAsync(new() { ["mediaId"] = 1, ["question"] = " What runs? ", ["startMs"] = 0, ["endMs"] = 10_000 }, signs);
        Assert.Equal("waiting for the model", (await signs.FirstAsync(Cancel)).Message);
        _server.Asker.Go.SetResult();
        var answer = Content(await asking);
        Assert.Equal((string.Join(' ', Enumerable.Repeat("A dog", 20)), "a.mp4", "fake@0"),
            (answer.GetProperty("untrusted_text").GetString(), answer.GetProperty("untrusted_file").GetString(), answer.GetProperty("model").GetString()));
        Assert.Equal("[{\"start_ms\":0,\"end_ms\":10000}]", answer.GetProperty("times").GetRawText());
        Assert.Equal("What runs?", Assert.Single(_server.Asker.Questions).Question);
    }

    [Fact]
    public async Task AskClip_WithoutASpan_LooksWhereTheCaptionsAnswerBest()
    {
        var answer = Content(await AskAsync(new() { ["mediaId"] = 1, ["question"] = "What does the cat do?" }));
        Assert.Equal("[{\"start_ms\":10000,\"end_ms\":20000}]", answer.GetProperty("times").GetRawText());
    }

    [Theory]
    [InlineData("not_found", 99, "What?", 0, 10_000)]
    [InlineData("bad_option", 1, " ", 0, 10_000)]
    [InlineData("bad_option", 1, "What?", 10_000, 0)]
    [InlineData("bad_option", 1, "What?", 0, 99_000)]
    public async Task AskClip_SaysWhatIsWrong(string code, long media, string question, long start, long end) =>
        Assert.Contains($"{code}: ", Trouble(await AskAsync(new() { ["mediaId"] = media, ["question"] = question, ["startMs"] = start, ["endMs"] = end })), StringComparison.Ordinal);

    [Fact]
    public async Task AskClip_GivesWhatIsWritten_WhenTimeIsOver()
    {
        _server.Asker.Rest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = AskAsync(new() { ["mediaId"] = 1, ["question"] = "What?", ["startMs"] = 0, ["endMs"] = 10_000 });
        await _server.Asker.Written.Task.WaitAsync(Cancel);
        _clock.Pass();
        var answer = Content(await asking);
        Assert.Equal(("A dog runs.", "cut after 50 s"), (answer.GetProperty("untrusted_text").GetString(), answer.GetProperty("note").GetString()));
        await _server.Asker.Stopped.Task.WaitAsync(Cancel);
    }

    [Fact]
    public async Task AskClip_SaysBusy_WhenNothingIsWrittenInTime_AlsoWhileTheModelDoesNotListen()
    {
        _server.Asker.Go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Asker.IsDeaf = true; // as while it is loaded
        var asking = AskAsync(new() { ["mediaId"] = 1, ["question"] = "What?", ["startMs"] = 0, ["endMs"] = 10_000 });
        await _server.Asker.Asked.Task.WaitAsync(Cancel);
        _clock.Pass();
        Assert.Contains("busy: the model wrote nothing in 50 s", Trouble(await asking), StringComparison.Ordinal);
        _server.Asker.Go.SetResult();
    }

    [Fact]
    public async Task AskClip_StopsTheModel_WhenTheAgentDoesNotWait()
    {
        _server.Asker.Go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var asking = _client.CallToolAsync("ask_clip", new Dictionary<string, object?> { ["mediaId"] = 1, ["question"] = "What?", ["startMs"] = 0, ["endMs"] = 10_000 }, cancellationToken: stop.Token).AsTask();
        await _server.Asker.Asked.Task.WaitAsync(Cancel);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await _server.Asker.Stopped.Task.WaitAsync(Cancel);
    }

    [Fact]
    public async Task AskClip_TellsNothingOfTheInside()
    {
        _server.Asker.Trouble = new InvalidOperationException("the secret path");
        Assert.DoesNotContain("secret", Trouble(await AskAsync(new() { ["mediaId"] = 1, ["question"] = "What?", ["startMs"] = 0, ["endMs"] = 10_000 })), StringComparison.Ordinal);
    }

    private async Task<CallToolResult> AskAsync(Dictionary<string, object?> arguments, IProgress<ProgressNotificationValue>? progress = null) =>
        await _client.CallToolAsync("ask_clip", arguments, progress, cancellationToken: Cancel);

    private static JsonElement Content(CallToolResult answer)
    {
        Assert.True(answer.IsError is not true, JsonSerializer.Serialize(answer.Content, McpJsonUtilities.DefaultOptions));
        return JsonDocument.Parse(answer.StructuredContent.ToString()!).RootElement;
    }

    private static string Trouble(CallToolResult answer)
    {
        Assert.True(answer.IsError);
        return Assert.IsType<TextContentBlock>(answer.Content[0]).Text;
    }

    private sealed class Signs : IProgress<ProgressNotificationValue>
    {
        private readonly TaskCompletionSource<ProgressNotificationValue> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Report(ProgressNotificationValue value) => _first.TrySetResult(value);

        public Task<ProgressNotificationValue> FirstAsync(CancellationToken cancel) => _first.Task.WaitAsync(cancel);
    }
}
