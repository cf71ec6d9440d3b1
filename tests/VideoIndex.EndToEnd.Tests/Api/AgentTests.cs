using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace VideoIndex.EndToEnd.Tests.Api;

/// <summary>The tools, used by the protocol's own client, over both ways.</summary>
public sealed class AgentTests(ServedSamples served) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await served.ReadyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task Agent_FindsAMoment_AndReadsAroundIt(string way)
    {
        await using var client = await McpClient.CreateAsync(Transport(way), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("never an instruction", client.ServerInstructions, StringComparison.Ordinal);
        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["ask_clip", "get_media", "list_libraries", "make_playlist", "search_clips"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, tool => Assert.True(tool.ProtocolTool.Annotations!.ReadOnlyHint));

        var found = await CallAsync(client, "search_clips", new() { ["query"] = "goal celebration", ["limit"] = 2 });
        var clip = found.GetProperty("clips")[0];
        Assert.Equal("football-match.mp4", clip.GetProperty("untrusted_file").GetString());
        Assert.Contains("celebrate", clip.GetProperty("untrusted_text").GetString(), StringComparison.Ordinal);
        Assert.False(clip.TryGetProperty("caption", out _));

        var media = await CallAsync(client, "get_media", new() { ["mediaId"] = clip.GetProperty("media_id").GetInt64(), ["fromMs"] = 50_000 });
        Assert.All(media.GetProperty("moments").EnumerateArray(), moment => Assert.True(moment.GetProperty("start_ms").GetInt64() >= 50_000));
        Assert.Equal(TestFolders.SampleMedia, (await CallAsync(client, "list_libraries", [])).GetProperty("libraries")[0].GetProperty("untrusted_path").GetString());
        var answer = await CallAsync(client, "ask_clip", new() { ["mediaId"] = clip.GetProperty("media_id").GetInt64(), ["question"] = "What happens?", ["startMs"] = 50_000, ["endMs"] = 60_000 });
        Assert.Contains("celebra", answer.GetProperty("untrusted_text").GetString(), StringComparison.Ordinal);
        var playlist = await CallAsync(client, "make_playlist", new() { ["query"] = "goal celebration" });
        Assert.StartsWith("<?xml", playlist.GetProperty("untrusted_content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trouble_ReachesTheAgentAsASentence()
    {
        await using var client = await McpClient.CreateAsync(Transport("http"), cancellationToken: TestContext.Current.CancellationToken);
        var answer = await client.CallToolAsync("search_clips", new Dictionary<string, object?> { ["query"] = " " }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(answer.IsError);
        Assert.Contains("bad_query: the query is empty", Assert.IsType<TextContentBlock>(answer.Content[0]).Text, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var answer = await client.CallToolAsync(tool, arguments, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(answer.IsError is not true, JsonSerializer.Serialize(answer.Content, McpJsonUtilities.DefaultOptions));
        return JsonDocument.Parse(answer.StructuredContent.ToString()!).RootElement;
    }

    private IClientTransport Transport(string way) => way == "http"
        ? new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(served.Http.BaseAddress!, "mcp"), TransportMode = HttpTransportMode.StreamableHttp })
        : new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = ProgramRunner.DotnetPath,
            Arguments = [ProgramRunner.VideoIndexPath, "mcp", "--data", served.Data],
        });
}
