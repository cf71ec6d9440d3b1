using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoIndex.Api;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Search;
using VideoIndex.Tests.Search;
using VideoIndex.TextIndex;
using VideoIndex.VectorIndex;

namespace VideoIndex.Tests.Api;

/// <summary>The server keeps answers: each is the one that a search from scratch gives, whatever was changed, by whom and when.</summary>
public sealed class SameAnswerAgainTests : IAsyncDisposable
{
    private static readonly string[] Queries = ["dog", "a dog runs", "cat THEN dog", "\"runs to\"", "-cat", "cheese", "xylophone", "in:b dog", "dog OR wolf"];

    private readonly RunningServer _server = new() { Embedder = () => new SynonymEmbedder() };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Answers_AreThoseOfASearchFromScratch_AfterEachChange()
    {
        var first = _server.Film("a.mp4", "A cat sleeps.", "A dog runs to a door.", "Rain falls.");
        _server.Film("b.mp4", "A dog eats.", "A wolf howls.");
        Publish();
        await _server.StartAsync();
        await AssertSameAsync("at first");

        _server.Film("c.mp4", "Another dog runs.", "A cat runs.");
        Publish();
        await AssertSameAsync("after a film was added");
        await SayAsync(HttpMethod.Put, $"/api/media/{first}/windows/10000/correction", new { text = "A tiger runs to a dog." });
        Publish();
        await AssertSameAsync("after a correction");
        await SayAsync(HttpMethod.Delete, $"/api/media/{first}/windows/10000/correction");
        Publish();
        await AssertSameAsync("after it was taken back");
        await SayAsync(HttpMethod.Post, "/api/feedback", new { query = "dog", media_id = first, start_ms = 10_000, end_ms = 20_000, right = false });
        await AssertSameAtOnceAsync("after a clip was judged");
        InCatalog(catalog => catalog.MarkMissing([FileId(catalog, "b.mp4")]));
        await AssertSameAtOnceAsync("after a file went away");
        InCatalog(catalog => catalog.SetLibraryState(catalog.AddLibrary(_server.Films).Id, LibraryState.Offline));
        await AssertSameAtOnceAsync("after the drive went away");
        InCatalog(catalog => catalog.SetLibraryState(catalog.AddLibrary(_server.Films).Id, LibraryState.Online));
        await AssertSameAtOnceAsync("after it came back");
    }

    /// <summary>The server looks for newer indexes each second.</summary>
    private async Task AssertSameAsync(string when)
    {
        for (var tries = 0; tries < 200 && await DifferenceAsync() is not null; tries++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        await AssertSameAtOnceAsync(when);
    }

    private async Task AssertSameAtOnceAsync(string when)
    {
        for (var asked = 1; asked <= 2; asked++)
        {
            var difference = await DifferenceAsync();
            Assert.True(difference is null, $"{when}, asked {asked} times: {difference}");
        }
    }

    /// <summary>The first answer that is another one than a search from scratch gives; null when there is none.</summary>
    private async Task<string?> DifferenceAsync()
    {
        using var catalog = CatalogReader.Open(_server.Data);
        using var text = TextIndexReader.TryOpen(Path.Combine(_server.Data, "text"))!;
        using var vectors = VectorIndexReader.TryOpen(Path.Combine(_server.Data, "vectors"))!;
        using var embedder = new SynonymEmbedder();
        var finder = new ClipFinder(catalog, new HitRanker(catalog, text, new MeaningSource(vectors, embedder)), new SearchOptions());
        foreach (var query in Queries)
        {
            var expected = Written(new FoundClips(finder.Find(query), ["words", "meaning"], embedder.Identity));
            var found = JsonNode.Parse((await _server.JsonAsync($"/api/search?q={Uri.EscapeDataString(query)}")).GetRawText())!.AsObject();
            found.Remove("took_ms");
            if (!JsonNode.DeepEquals(expected, found))
                return $"`{query}` gives {found} and from scratch {expected}";
        }

        return null;
    }

    private static JsonObject Written(FoundClips found)
    {
        var json = new JsonSerializerOptions();
        Parts.Write(json);
        var answer = JsonSerializer.SerializeToNode(SearchAnswer.From(found, TimeSpan.Zero), json)!.AsObject();
        answer.Remove("took_ms");
        return answer;
    }

    private void Publish()
    {
        _server.Publish(CancellationToken.None);
        _server.PublishVectors();
    }

    private void InCatalog(Action<CatalogWriter> change)
    {
        using var catalog = CatalogWriter.Open(_server.Data, TimeProvider.System);
        change(catalog);
    }

    private long FileId(CatalogWriter catalog, string name) => catalog.Files(catalog.AddLibrary(_server.Films).Id)[name].Id;

    private async Task SayAsync(HttpMethod method, string address, object? body = null)
    {
        using var answer = await _server.SendAsync(method, address, body is null ? null : JsonContent.Create(body));
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode}");
    }
}
