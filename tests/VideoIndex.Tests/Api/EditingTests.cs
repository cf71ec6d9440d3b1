using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace VideoIndex.Tests.Api;

/// <summary>What people say: corrections, saved searches, right and wrong.</summary>
public sealed class EditingTests : IAsyncDisposable
{
    private readonly RunningServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Correction_IsFoundInPlaceOfTheCaption_WhichStaysStored()
    {
        var media = _server.Film("a.mp4", "A dog runs.", "A cat sleeps.");
        await _server.StartAsync();
        var window = await SayAsync(HttpMethod.Put, $"/api/media/{media}/windows/10000/correction", new { text = "  A tiger\n sleeps. " });
        Assert.Equal(("A cat sleeps.", "A tiger sleeps."), (window.GetProperty("caption").GetString(), window.GetProperty("corrected").GetString()));

        var clip = (await _server.JsonAsync("/api/search?q=tiger")).GetProperty("clips")[0];
        Assert.Equal(("correction", "A tiger sleeps.", 10_000), (clip.GetProperty("source").GetString(), clip.GetProperty("caption").GetString(), clip.GetProperty("start_ms").GetInt64()));
        Assert.Empty((await _server.JsonAsync("/api/search?q=cat")).GetProperty("clips").EnumerateArray());
        Assert.Single((await _server.JsonAsync("/api/search?q=seen:tiger")).GetProperty("clips").EnumerateArray());
        Assert.Equal([null, "A tiger sleeps."], (await WindowsAsync(media)).Select(each => each.GetProperty("corrected").GetString()));

        window = await SayAsync(HttpMethod.Delete, $"/api/media/{media}/windows/10000/correction");
        Assert.Equal(JsonValueKind.Null, window.GetProperty("corrected").ValueKind);
        Assert.Single((await _server.JsonAsync("/api/search?q=cat")).GetProperty("clips").EnumerateArray());
        Assert.Empty((await _server.JsonAsync("/api/search?q=tiger")).GetProperty("clips").EnumerateArray());
    }

    [Theory]
    [InlineData("/api/media/1/windows/5000/correction", "text", HttpStatusCode.NotFound)]
    [InlineData("/api/media/99/windows/0/correction", "text", HttpStatusCode.NotFound)]
    [InlineData("/api/media/1/windows/0/correction", " \n ", HttpStatusCode.BadRequest)]
    public async Task Correction_OfNoWindow_OrOfNoText_IsRefused(string address, string text, HttpStatusCode status)
    {
        _server.Film("a.mp4", "A dog runs.");
        await _server.StartAsync();
        using var answer = await _server.SendAsync(HttpMethod.Put, address, JsonContent.Create(new { text }));
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Correction_WhileAnotherProcessWrites_IsRefusedWithItsReason()
    {
        var media = _server.Film("a.mp4", "A dog runs.");
        await _server.StartAsync();
        using var other = VideoIndex.Catalog.CatalogWriter.Open(_server.Data, TimeProvider.System);
        using var answer = await _server.SendAsync(HttpMethod.Put, $"/api/media/{media}/windows/0/correction", JsonContent.Create(new { text = "A wolf." }));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task SavedSearches_AreThoseOfTheCommandLine()
    {
        await _server.StartAsync();
        await SayAsync(HttpMethod.Put, "/api/saved-searches/goals", new { query = "goal celebration" });
        Assert.Equal("goal celebration", new VideoIndex.Catalog.SavedSearches(_server.Data).Find("goals")!.Query);
        var all = (await _server.JsonAsync("/api/saved-searches")).GetProperty("saved_searches");
        Assert.Equal(("goals", "goal celebration"), (all[0].GetProperty("name").GetString(), all[0].GetProperty("query").GetString()));
        using var removed = await _server.SendAsync(HttpMethod.Delete, "/api/saved-searches/goals");
        using var again = await _server.SendAsync(HttpMethod.Delete, "/api/saved-searches/goals");
        using var empty = await _server.SendAsync(HttpMethod.Put, "/api/saved-searches/goals", JsonContent.Create(new { query = " " }));
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (removed.StatusCode, again.StatusCode, empty.StatusCode));
    }

    [Fact]
    public async Task SavedSearch_MayHaveASlashInItsName()
    {
        await _server.StartAsync();
        new VideoIndex.Catalog.SavedSearches(_server.Data).Save("2019/summer", "beach");
        await SayAsync(HttpMethod.Put, "/api/saved-searches/2019%2Fsummer", new { query = "a beach" });
        Assert.Equal("a beach", Assert.Single(new VideoIndex.Catalog.SavedSearches(_server.Data).All()).Query);
        using var removed = await _server.SendAsync(HttpMethod.Delete, "/api/saved-searches/2019%2fsummer");
        Assert.Empty(new VideoIndex.Catalog.SavedSearches(_server.Data).All());
    }

    [Fact]
    public async Task Feedback_ChangesTheAnswerToThatQuery_AndSaysSo_AndOfNoOther()
    {
        var media = _server.Film("a.mp4", "A dog runs.", "A dog and a dog run.", "A man.", "A dog sleeps.");
        await _server.StartAsync();
        var before = await StartsAsync("Dog");
        Assert.Equal(2, before.Count);
        await JudgeAsync(media, before[0], right: false);
        var answer = await _server.JsonAsync("/api/search?q=%20dog");
        Assert.DoesNotContain(before[0], Starts(answer));
        Assert.Contains("judged wrong", answer.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(before.Order(), (await StartsAsync("a dog")).Order());

        await JudgeAsync(media, before[0], right: true);
        answer = await _server.JsonAsync("/api/search?q=dog");
        Assert.Equal(before[0], Starts(answer)[0]);
        Assert.Empty(answer.GetProperty("notes").EnumerateArray());
    }

    private static List<long> Starts(JsonElement answer) => [.. answer.GetProperty("clips").EnumerateArray().Select(clip => clip.GetProperty("start_ms").GetInt64())];

    private async Task<List<long>> StartsAsync(string query) => Starts(await _server.JsonAsync($"/api/search?q={query}"));

    private async Task JudgeAsync(long media, long start, bool right)
    {
        using var answer = await _server.SendAsync(HttpMethod.Post, "/api/feedback",
            JsonContent.Create(new { query = "DOG ", media_id = media, start_ms = start, end_ms = start + 10_000, right }));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task<List<JsonElement>> WindowsAsync(long media) =>
        [.. (await _server.JsonAsync($"/api/media/{media}/windows")).GetProperty("windows").EnumerateArray()];

    private async Task<JsonElement> SayAsync(HttpMethod method, string address, object? body = null)
    {
        using var answer = await _server.SendAsync(method, address, body is null ? null : JsonContent.Create(body));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
