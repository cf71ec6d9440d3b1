using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace VideoIndex.EndToEnd.Tests.Api;

/// <summary>The OpenAPI document is true: every operation in it is called, and what comes back is what it says.</summary>
public sealed class ApiDocumentTests(ServedSamples served) : IAsyncLifetime
{
    /// <summary>What each operation is called with. An operation that is not named here fails the test.</summary>
    private static readonly Dictionary<string, (string Address, string? Body)> Calls = new()
    {
        ["get /health"] = ("/health", null),
        ["get /api/search"] = ("/api/search?q=goal%20celebration&limit=3", null),
        ["get /api/similar"] = ("/api/similar?media=4&at_ms=1000&limit=3", null),
        ["get /api/search.xspf"] = ("/api/search.xspf?q=goal", null),
        ["get /api/search.m3u8"] = ("/api/search.m3u8?q=goal", null),
        ["get /api/tracks"] = ("/api/tracks?q=goal&limit=2", null),
        ["get /api/search.csv"] = ("/api/search.csv?q=goal", null),
        ["get /api/media"] = ("/api/media?limit=2&offset=1", null),
        ["get /api/media/{id}"] = ("/api/media/4", null),
        ["get /api/media/{id}/windows"] = ("/api/media/4/windows", null),
        ["post /api/media/{id}/ask"] = ("/api/media/4/ask", "{\"question\":\"What happens?\",\"start_ms\":0,\"end_ms\":10000}"),
        ["get /api/media/{id}/thumbnail"] = ("/api/media/4/thumbnail?at_ms=1000", null),
        ["get /api/media/{id}/stream"] = ("/api/media/4/stream", null),
        ["get /api/media/{id}/file"] = ("/api/media/4/file", null),
        ["get /api/media/{id}/clip.mp4"] = ("/api/media/4/clip.mp4?start_ms=1000&end_ms=2000", null),
        ["put /api/media/{id}/windows/{start_ms}/correction"] = ("/api/media/4/windows/999999/correction", "{\"text\":\"x\"}"),
        ["delete /api/media/{id}/windows/{start_ms}/correction"] = ("/api/media/4/windows/0/correction", null),
        ["get /api/saved-searches"] = ("/api/saved-searches", null),
        ["put /api/saved-searches/{name}"] = ("/api/saved-searches/goals", "{\"query\":\"goal\"}"),
        ["delete /api/saved-searches/{name}"] = ("/api/saved-searches/none", null),
        ["post /api/feedback"] = ("/api/feedback", "{\"query\":\"goal\",\"media_id\":999,\"start_ms\":0,\"end_ms\":1,\"right\":true}"),
        ["post /api/sign-in-links"] = ("/api/sign-in-links", "{}"),
        ["get /api/folders"] = ("/api/folders", null),
        ["get /api/libraries"] = ("/api/libraries", null),
        ["post /api/libraries"] = ("/api/libraries", "{\"path\":\"/no/such/folder\"}"),
        ["post /api/libraries/estimate"] = ("/api/libraries/estimate", JsonSerializer.Serialize(new { path = TestFolders.SampleMedia })),
        ["post /api/libraries/index"] = ("/api/libraries/index", "{\"retry_failed\":false}"),
        ["get /api/jobs"] = ("/api/jobs", null),
        ["post /api/jobs/stop"] = ("/api/jobs/stop", "{}"),
        ["get /live/{query}.xspf"] = ("/live/goal.xspf", null),
    };

    public async ValueTask InitializeAsync() => await served.ReadyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task EveryOperation_AnswersAsDocumented()
    {
        var document = await served.JsonAsync("/openapi/v1.json");
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value))).ToList();
        Assert.Equal(Calls.Keys.Order(StringComparer.Ordinal), operations.Select(operation => operation.Name).Order(StringComparer.Ordinal));
        foreach (var (name, operation) in operations)
            await CheckAsync(document, name, operation);

        // The page suggests what is saved, and its tests run on this same server.
        using var forgotten = await served.Http.DeleteAsync("/api/saved-searches/goals", TestContext.Current.CancellationToken);
    }

    /// <summary>Who sends the samples one by one has seen all of it.</summary>
    [Fact]
    public async Task Samples_HoldEveryOperation()
    {
        var samples = (await File.ReadAllLinesAsync(Path.Combine(TestFolders.Repository, "samples", "videoindex.http"), TestContext.Current.CancellationToken))
            .Select(line => line.Split(" {{server}}")).Where(parts => parts.Length == 2)
            .Select(parts => (Method: parts[0].ToLowerInvariant(), Path: parts[1].Split('?')[0].Replace("{{media}}", "1", StringComparison.Ordinal).TrimEnd())).ToList();
        var document = await served.JsonAsync("/openapi/v1.json");
        foreach (var path in document.GetProperty("paths").EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject())
                Assert.Contains(samples, sample => sample.Method == operation.Name && Regex.IsMatch(sample.Path, $"^{Regex.Replace(path.Name, @"\{\w+\}", "[^/]+")}$"));
    }

    private async Task CheckAsync(JsonElement document, string name, JsonElement operation)
    {
        var (address, body) = Calls[name];
        using var request = new HttpRequestMessage(new HttpMethod(name.Split(' ')[0].ToUpperInvariant()), address)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var answer = await served.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(operation.GetProperty("responses").TryGetProperty(status, out var response), $"{name} answered {status}, which is not documented");
        Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"{name}: {status}");
        if (!response.TryGetProperty("content", out var contents))
            return;
        var type = answer.Content.Headers.ContentType!.MediaType!;
        Assert.True(contents.TryGetProperty(type, out var content), $"{name} answered {type}, documented is {contents}");
        if (type.EndsWith("json", StringComparison.Ordinal))
        {
            var value = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            JsonSchema.Check(document, content.GetProperty("schema"), value, name);
        }
    }
}
