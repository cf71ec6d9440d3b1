using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using VideoIndex.Api;
using VideoIndex.Core;
using VideoIndex.Search;
using VideoIndex.Tests.Search;

namespace VideoIndex.Tests.Api;

public sealed class SearchRoutesTests : IAsyncDisposable
{
    private readonly RunningServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Search_AnswersAsTheCommand_WithNamesForPeople()
    {
        var media = _server.Film("a dog.mp4", "A cat sleeps.", "A dog runs.");
        await _server.StartAsync();
        var answer = await _server.JsonAsync("/api/search?q=dog");
        Assert.Equal(["query", "took_ms", "no_match", "windows_searched", "windows_pending", "notes", "clips", "left_out", "closest", "lists", "embedder", "checked_by"], answer.EnumerateObject().Select(field => field.Name));
        var clip = Assert.Single(answer.GetProperty("clips").EnumerateArray().ToList());
        Assert.Equal(media, clip.GetProperty("media_id").GetInt64());
        Assert.Equal((10_000, 20_000), (clip.GetProperty("start_ms").GetInt32(), clip.GetProperty("end_ms").GetInt32()));
        Assert.Equal(("A dog runs.", "caption", "a dog.mp4"), (Text(clip, "caption"), Text(clip, "source"), Text(clip, "file")));
        Assert.Equal(Path.Combine(_server.Films, "a dog.mp4"), Text(clip, "path"));
        Assert.Equal("[[2,3]]", clip.GetProperty("highlights").GetRawText());
        Assert.Equal(2, answer.GetProperty("windows_searched").GetInt32());
    }

    [Fact]
    public async Task Pages_FollowOneAnother_AndRanksCountOn()
    {
        for (var i = 0; i < 5; i++)
            _server.Film($"{i}.mp4", $"A dog runs to door {i}.");
        await _server.StartAsync();
        var whole = Clips(await _server.JsonAsync("/api/search?q=dog"));
        var pages = Clips(await _server.JsonAsync("/api/search?q=dog&limit=2")).Concat(Clips(await _server.JsonAsync("/api/search?q=dog&limit=2&offset=2")))
            .Concat(Clips(await _server.JsonAsync("/api/search?q=dog&limit=2&offset=4")));
        Assert.Equal(5, whole.Count);
        Assert.Equal(whole, pages);
        Assert.Equal(["3.mp4"], Clips(await _server.JsonAsync("/api/search?q=dog&in=3.MP4")).Select(clip => clip.Split(' ')[1]));
    }

    [Fact]
    public async Task UnchangedAnswer_IsNotSentAgain_AndAChangedOneIs()
    {
        _server.Film("a.mp4", "A dog runs.");
        await _server.StartAsync();
        using var first = await _server.SendAsync(HttpMethod.Get, "/api/search?q=dog");
        var tag = first.Headers.ETag!.ToString();
        using var second = await _server.SendAsync(HttpMethod.Get, "/api/search?q=dog", null, null, ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        _server.Film("b.mp4", "Another dog.");
        await EventuallyAsync(async () =>
        {
            using var third = await _server.SendAsync(HttpMethod.Get, "/api/search?q=dog", null, null, ("If-None-Match", tag));
            return third.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task TextIndexDeletedOrDamaged_IsBuiltAnew()
    {
        _server.Film("a.mp4", "A dog runs.");
        _server.Publish(CancellationToken.None);
        foreach (var file in Directory.GetFiles(Path.Combine(_server.Data, "text")))
            await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        await _server.StartAsync();
        Assert.Single(Clips(await _server.JsonAsync("/api/search?q=dog")));

        Directory.Delete(Path.Combine(_server.Data, "text"), recursive: true);
        _server.Film("b.mp4", "Another dog.");
        await EventuallyAsync(async () => Clips(await _server.JsonAsync("/api/search?q=dog")).Count == 2);
    }

    [Fact]
    public async Task NothingIndexedYet_IsSaidWithACode_AndListsAreEmpty()
    {
        await _server.StartAsync();
        await AssertProblemAsync("/api/search?q=dog", HttpStatusCode.NotFound, ErrorCodes.NothingIndexed);
        Assert.Equal(0, (await _server.JsonAsync("/api/media")).GetProperty("total").GetInt32());
        Assert.Empty((await _server.JsonAsync("/api/libraries")).GetProperty("libraries").EnumerateArray());

        _server.Film("a.mp4", "A dog runs.");
        Assert.Single(Clips(await _server.JsonAsync("/api/search?q=dog")));
    }

    [Theory]
    [InlineData("/api/search", "bad_option")]
    [InlineData("/api/search?q=", "bad_query")]
    [InlineData("/api/search?q=%20%20", "bad_query")]
    [InlineData("/api/search?q=dog&limit=0", "bad_option")]
    [InlineData("/api/search?q=dog&limit=999999999", "bad_option")]
    [InlineData("/api/search?q=dog&limit=NaN", "bad_option")]
    [InlineData("/api/search?q=dog&offset=-1", "bad_option")]
    [InlineData("/api/search?q=dog&offset=2147483647", "bad_option")]
    [InlineData("/api/media?limit=1001", "bad_option")]
    [InlineData("/api/media/1/thumbnail?at_ms=NaN", "bad_option")]
    [InlineData("/api/media/1/thumbnail?at_ms=-1", "bad_option")]
    [InlineData("/api/media/1/thumbnail?at_ms=99999999999999", "bad_option")]
    [InlineData("/api/media/1/stream?start_ms=-5", "bad_option")]
    [InlineData("/api/media/1/stream?start_ms=1;-f", "bad_option")]
    [InlineData("/api/media/1/clip.mp4?start_ms=5&end_ms=5", "bad_option")]
    [InlineData("/api/media/1/clip.mp4?start_ms=9&end_ms=-1", "bad_option")]
    [InlineData("/api/media/1/clip.mp4", "bad_option")]
    public async Task Nonsense_IsRefusedWithACode(string address, string code)
    {
        _server.Film("a.mp4", "A dog runs.");
        await _server.StartAsync();
        await AssertProblemAsync(address, HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("/api/search", "`q` is missing")]
    [InlineData("/api/search?q=a&q=b", "`q` is given 2 times, expected once")]
    [InlineData("/api/search?q=a&limit=two", "`limit` is `two`, expected a whole number")]
    [InlineData("/api/search?q=a&limit=1&limit=2", "`limit` is given 2 times, expected once")]
    [InlineData("/api/media/1/thumbnail?at_ms=%22x.", "`at_ms` is `\"x.`, expected a whole number")]
    [InlineData("/api/media/1/clip.mp4?end_ms=9", "`start_ms` is missing")]
    public async Task WhatIsWrong_IsSaidInTheWordsOfTheRequest(string address, string detail)
    {
        await _server.StartAsync();
        Assert.Equal(detail, (await AssertProblemAsync(address, HttpStatusCode.BadRequest, ErrorCodes.BadOption)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task MapOfPaths_MayBeGivenTwice()
    {
        _server.Film("a.mp4", "A dog runs.");
        await _server.StartAsync();
        using var answer = await _server.SendAsync(HttpMethod.Get, "/api/tracks?q=dog&map=/a=/b&map=/c=/d");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task QueryBombs_NeverBreakIt()
    {
        _server.Film("a.mp4", "A dog runs.");
        await _server.StartAsync();
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var queries = Enumerable.Range(0, 5_000).Select(_ => HostileQueries.Next(random)).ToList();
        await Parallel.ForEachAsync(queries, TestContext.Current.CancellationToken, async (query, _) =>
        {
            using var answer = await _server.SendAsync(HttpMethod.Get, "/api/search?q=" + Encoded(query));
            var isRefused = query.Length > QueryParser.MaxLength || string.IsNullOrWhiteSpace(query);
            Assert.True((int)answer.StatusCode is 200 || (isRefused && (int)answer.StatusCode is 400), $"seed {seed}: {answer.StatusCode} for {query}");
        });

        await AssertProblemAsync("/api/search?q=" + string.Concat(Enumerable.Repeat("%41", 100_000)), HttpStatusCode.BadRequest, ErrorCodes.BadQuery);
        await AssertProblemAsync("/api/search?q=" + new string('a', 1_001), HttpStatusCode.BadRequest, ErrorCodes.BadQuery);
        using var longest = await _server.SendAsync(HttpMethod.Get, "/api/search?q=" + Encoded(new string('蹴', 1_000)));
        Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
    }

    [Fact]
    public async Task LivePlaylist_LeadsToTheServerItWasAskedOn_WithAPassInTheTokensPlace()
    {
        var media = _server.Film("<location><x>&.mp4", "A dog <b>runs</b> ]]> &amp;.");
        var token = _server.Tokens.Create("vlc", Scope.Search);
        await _server.StartAsync();
        using var answer = await _server.SendAsync(HttpMethod.Get, $"/live/dog%20runs.xspf?token={token}", null, null, ("Via", "1.1 proxy"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/xspf+xml", answer.Content.Headers.ContentType!.MediaType);
        var xml = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        XNamespace xspf = "http://xspf.org/ns/0/";
        Assert.Equal("dog runs", xml.Root!.Element(xspf + "title")!.Value);
        var location = Assert.Single(xml.Descendants(xspf + "location")).Value;
        Assert.StartsWith($"{_server.Http.BaseAddress}api/media/{media}/file?pass=", location, StringComparison.Ordinal);
        Assert.DoesNotContain(token[3..], xml.ToString(), StringComparison.Ordinal);
        Assert.All(xml.Descendants(XName.Get("option", "http://www.videolan.org/vlc/playlist/ns/0/")), option => Assert.Matches(@"^((start|stop)-time=\d+\.\d{3}|videoindex=1/[0-9a-f]{32}/dog%20runs/1/1/1:0-10000)$", option.Value));
    }

    [Fact]
    public async Task LivePlaylist_MayNameAFolderByItsSlash()
    {
        _server.Film("a.mp4", "A dog runs.");
        await _server.StartAsync();
        using var answer = await _server.SendAsync(HttpMethod.Get, "/live/dog%20in%3Afilms%2Fa.xspf");
        var xml = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        XNamespace xspf = "http://xspf.org/ns/0/";
        Assert.Equal("dog in:films/a", xml.Root!.Element(xspf + "title")!.Value);
        Assert.Single(xml.Descendants(xspf + "location"));
    }

    [Fact]
    public async Task Markup_LeavesAsText_InEveryForm()
    {
        _server.Film("<img src=x onerror=alert(1)>.mp4", "</script><script>alert('dog')</script>");
        _server.Film("=cmd.mp4", "=HYPERLINK(\"http://evil.test\",\"dog\")");
        await _server.StartAsync();
        foreach (var address in new[] { "/api/search?q=dog", "/api/media", "/api/media/1/windows", "/api/libraries", "/api/search?q=%3Cscript%3Edog" })
        {
            using var answer = await _server.SendAsync(HttpMethod.Get, address);
            Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
            Assert.DoesNotContain("<", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        var csv = await (await _server.SendAsync(HttpMethod.Get, "/api/search.csv?q=dog")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"'=HYPERLINK(\"\"http://evil.test\"\",\"\"dog\"\")\"", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_AreCompressed_ForThoseWhoCanReadIt()
    {
        _server.Film("a.mp4", [.. Enumerable.Range(0, 200).Select(i => $"A dog runs past tree {i}.")]);
        await _server.StartAsync();
        using var answer = await _server.SendAsync(HttpMethod.Get, "/api/media/1/windows", null, null, ("Accept-Encoding", "br, gzip"));
        Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 100, 6_000);
    }

    private async Task<JsonElement> AssertProblemAsync(string address, HttpStatusCode status, string code)
    {
        using var answer = await _server.SendAsync(HttpMethod.Get, address);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == status, $"{address}: {answer.StatusCode} {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.True(problem.TryGetProperty("hint", out _));
        return problem;
    }

    /// <summary>The server looks each second whether something changed.</summary>
    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await holds())
                return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail("it never came");
    }

    private static string Encoded(string text) => string.Concat(System.Text.Encoding.UTF8.GetBytes(text).Select(each => $"%{each:X2}"));

    private static string Text(JsonElement element, string field) => element.GetProperty(field).GetString()!;

    private static List<string> Clips(JsonElement answer) =>
        [.. answer.GetProperty("clips").EnumerateArray().Select(clip => $"{clip.GetProperty("rank")} {Text(clip, "file")} {clip.GetProperty("start_ms")}")];
}
