using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using VideoIndex.Api;

namespace VideoIndex.Tests.Api;

/// <summary>What holds for every address, asked of the server itself: a route added tomorrow is tested tomorrow.</summary>
public sealed partial class EveryRouteTests : IAsyncLifetime
{
    private static readonly string[] Open =
    [
        "GET /health", "GET /sign-in", "GET /sign-in.css", "HEAD /health", "HEAD /sign-in", "HEAD /sign-in.css", "POST /sign-in", "POST /sign-out",
    ];

    /// <summary>Those that send events, and those that are not ours to map.</summary>
    private static readonly string[] WithoutHead = ["/api/jobs", "/mcp", "/metrics", "/jobs/"];
    private static readonly string[] ForAdmins =
    [
        "POST /api/libraries", "POST /api/libraries/estimate", "POST /api/libraries/index", "POST /api/jobs/stop", "POST /api/feedback",
        "POST /api/sign-in-links",
        "PUT /api/media/1/windows/0/correction", "DELETE /api/media/1/windows/0/correction",
        "PUT /api/saved-searches/goals", "DELETE /api/saved-searches/goals", "GET /jobs/", "POST /jobs/", "GET /api/folders",
        "HEAD /api/folders",
    ];

    private readonly RunningServer _server = new();

    public async ValueTask InitializeAsync()
    {
        _server.Film("a.mp4", "A dog runs.");
        await _server.StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Routes_AreThere() => Assert.InRange(All().Count, 20, 500);

    [Theory]
    [InlineData("evil.test")]
    [InlineData("localhost.evil.test")]
    [InlineData("192.168.1.5:80")]
    [InlineData("127.0.0.1.evil.test")]
    public async Task ForeignHost_IsRefusedEverywhere(string host)
    {
        foreach (var (method, address) in All())
            Assert.Equal((address, HttpStatusCode.BadRequest), (address, await StatusAsync(method, address, ("Host", host))));
    }

    [Theory]
    [InlineData("Origin", "http://evil.test")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "https://localhost")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task ForeignOrigin_IsRefusedEverywhere(string header, string value)
    {
        foreach (var (method, address) in All())
            Assert.Equal((address, HttpStatusCode.Forbidden), (address, await StatusAsync(method, address, (header, value))));
    }

    [Fact]
    public async Task Form_OrPlainText_IsRefusedByWhateverWrites()
    {
        foreach (var (method, address) in All().Where(route => (route.Method == HttpMethod.Post || route.Method == HttpMethod.Put) && route.Address != "/sign-out"))
            foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
            {
                using var body = new StringContent("{\"path\":\"/\"}", Encoding.UTF8);
                body.Headers.Remove("Content-Type");
                body.Headers.TryAddWithoutValidation("Content-Type", type);
                using var answer = await _server.SendAsync(method, address, body);
                Assert.True((int)answer.StatusCode is 415 or 403 or 406, $"{address} with {type}: {answer.StatusCode}");
            }

        Assert.Empty(_server.Indexer.Requests);
    }

    [Fact]
    public async Task EveryAnswer_SaysWhatPagesMayDo_AndNothingIsOpenToOtherSites()
    {
        foreach (var (method, address) in All())
        {
            using var answer = await _server.SendAsync(method, address);
            var headers = answer.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
            Assert.True(headers.TryGetValue("Content-Security-Policy", out var policy), address);
            Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
            Assert.Equal("same-origin", headers["Referrer-Policy"]);
            Assert.DoesNotContain(headers.Keys, name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
            Assert.True((int)answer.StatusCode < 600 && (address.Contains("thumbnail", StringComparison.Ordinal) || IsMedia(address) || (int)answer.StatusCode < 500), $"{address}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task WithATokenRequired_EveryRouteNeedsIt_ButTheFewThatAreNamedHere()
    {
        await using var guarded = new RunningServer();
        guarded.Film("a.mp4", "A dog runs.");
        var search = guarded.Tokens.Create("phone", Scope.Search);
        guarded.Tokens.Create("me", Scope.Admin);
        await guarded.StartAsync(options => options with { RequireToken = true });
        foreach (var route in All(guarded))
        {
            using var without = await guarded.SendAsync(route.Method, route.Address);
            using var wrong = await guarded.SendAsync(route.Method, route.Address, token: "vi_wrong");
            using var with = await guarded.SendAsync(route.Method, route.Address, token: search);
            var isOpen = Open.Contains(route.ToString());
            Assert.Equal((route, isOpen), (route, without.StatusCode != HttpStatusCode.Unauthorized));
            Assert.Equal((route, isOpen), (route, wrong.StatusCode != HttpStatusCode.Unauthorized));
            Assert.Equal((route, ForAdmins.Contains(route.ToString()) ? HttpStatusCode.Forbidden : with.StatusCode), (route, with.StatusCode));
            Assert.True(isOpen || with.StatusCode != HttpStatusCode.Unauthorized, route.ToString());
        }
    }

    /// <summary>Tokens are in no answer and no log, and nobody learns where the data lie, whatever goes wrong.</summary>
    [Fact]
    public async Task NoAnswer_AndNoLine_TellsATokenOrTheDataFolder()
    {
        var token = _server.Tokens.Create("phone", Scope.Admin);
        foreach (var damaged in new[] { false, true })
        {
            foreach (var route in All())
            {
                using var inHeader = await _server.SendAsync(route.Method, route.Address, token: token);
                using var inAddress = await _server.SendAsync(route.Method, $"{route.Address}?q=dog&limit=NaN&token={token}");
                foreach (var answer in new[] { inHeader, inAddress })
                {
                    var text = answer.Headers + answer.Content.Headers.ToString() + (answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                    Assert.False(text.Contains(token[3..], StringComparison.Ordinal), $"{route}: {text}");
                    Assert.False(text.Contains(_server.Data, StringComparison.Ordinal), $"{route}: {text}");
                }
            }

            await File.WriteAllTextAsync(Path.Combine(_server.Data, "tokens.json"), "{ not ours", TestContext.Current.CancellationToken);
        }

        Assert.DoesNotContain(_server.Log, line => line.Contains(token[3..], StringComparison.Ordinal));
        Assert.Contains(_server.Log, line => line.Contains("tokens.json", StringComparison.Ordinal)); // the owner is told
    }

    [Fact]
    public async Task Head_IsGetWithoutItsBody()
    {
        var looked = All().Where(route => route.Method == HttpMethod.Get && !WithoutHead.Contains(route.Address)).ToList();
        Assert.Equal(looked.Select(route => route.Address), All().Where(route => route.Method == HttpMethod.Head).Select(route => route.Address));
        foreach (var (_, address) in looked)
            foreach (var (query, accepted) in new[] { ("?q=dog", "*/*"), ("?q=", "text/html") })
            {
                using var get = await _server.SendAsync(HttpMethod.Get, address + query, null, null, ("Accept", accepted));
                using var head = await _server.SendAsync(HttpMethod.Head, address + query, null, null, ("Accept", accepted));
                Assert.Equal(await HeadOf(get), await HeadOf(head));
                Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            }
    }

    [Fact]
    public async Task Head_SendsWhoIsNotInToTheSignInPage()
    {
        using var page = await _server.SendAsync(HttpMethod.Head, "/", null, null, ("Accept", "text/html"), ("Via", "1.1 proxy"));
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), (page.StatusCode, page.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task LookingChangesNothing()
    {
        var before = await StateAsync();
        foreach (var route in All().Where(route => route.Method == HttpMethod.Get || route.Method == HttpMethod.Head))
            using (await _server.SendAsync(route.Method, route.Address))
                Assert.Empty(_server.Indexer.Requests);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task BodyThatIsTooLarge_IsRefused()
    {
        foreach (var (method, address) in All().Where(route => route.Method == HttpMethod.Post || route.Method == HttpMethod.Put))
        {
            using var body = new StringContent($"{{\"path\":\"{new string('x', 100_000)}\"}}", Encoding.UTF8, "application/json");
            try
            {
                using var answer = await _server.SendAsync(method, address, body);
                Assert.True((int)answer.StatusCode is 413 or 415 or 403 or 406 || address == "/sign-out", $"{method} {address}: {answer.StatusCode}");
            }
            catch (HttpRequestException hungUp) when (hungUp.InnerException is IOException)
            {
                // what reads no body does not wait for one either
            }
        }

        Assert.Empty(_server.Indexer.Requests);
    }

    [Fact]
    public async Task AThousandIdleConnections_KeepNobodyOut()
    {
        var idle = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 1_000; i++)
            {
                idle.Add(new TcpClient());
                await idle[^1].ConnectAsync(_server.Http.BaseAddress!.Host, _server.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
            }

            Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, "/api/search?q=dog", ("Accept", "application/json")));
            Assert.All(idle, client => Assert.False(client.Client.Poll(0, SelectMode.SelectRead)));
        }
        finally
        {
            idle.ForEach(client => client.Dispose());
        }
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task BehindAProxy_LoopbackIsNobody(string header, string value)
    {
        foreach (var route in All().Where(route => !Open.Contains(route.ToString())))
            Assert.Equal((route, HttpStatusCode.Unauthorized), (route, await StatusAsync(route.Method, route.Address, (header, value))));
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/api/nowhere")]
    public async Task UnknownAddress_IsRefusedAsAnyOther_AndSaysSoWithACode(string address)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Get, address, ("Host", "evil.test")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Get, address, ("Origin", "http://evil.test")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, address, ("Via", "1.1 proxy")));
        using var answer = await _server.SendAsync(HttpMethod.Get, address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("\"code\":\"not_found\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>Status and headers; without those that say when, and how the connection sends a body of unknown length.</summary>
    private static async Task<string> HeadOf(HttpResponseMessage answer)
    {
        if (answer.RequestMessage!.Method == HttpMethod.Get)
            await answer.Content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
        var told = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "Transfer-Encoding" or "Content-Length"))
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal);
        return $"{answer.RequestMessage.RequestUri} {answer.StatusCode}\n{string.Join('\n', told)}";
    }

    /// <summary>What there is to be changed, as the API tells it.</summary>
    private async Task<string> StateAsync()
    {
        var answers = new[] { "/api/media", "/api/media/1/windows", "/api/libraries", "/api/saved-searches", "/api/search?q=dog" };
        var texts = await Task.WhenAll(answers.Select(async address => (await _server.JsonAsync(address)).ToString()));
        return string.Join('\n', texts.Select(text => TookMs().Replace(text, ""))) + _server.Tokens.List().Count;
    }

    [GeneratedRegex("\"took_ms\":[0-9.]+")]
    private static partial Regex TookMs();

    private static bool IsMedia(string address) => address.StartsWith("/api/media/1/", StringComparison.Ordinal);

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string address, (string, string) header)
    {
        using var answer = await _server.SendAsync(method, address, null, null, header);
        return answer.StatusCode;
    }

    private List<Route> All() => All(_server);

    /// <summary>Every address with something in place of its parameters; the fallback stands for all that are not there.</summary>
    private static List<Route> All(RunningServer server) =>
    [
        .. from route in server.Routes
           let pattern = route.RoutePattern.RawText!
           from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new Route(new HttpMethod(method), "/" + pattern.TrimStart('/')
               .Replace("{id:long}", "1", StringComparison.Ordinal).Replace("{query}", "dog", StringComparison.Ordinal)
               .Replace("{start_ms:long}", "0", StringComparison.Ordinal).Replace("{name}", "goals", StringComparison.Ordinal)
               .Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{*path}", "nowhere", StringComparison.Ordinal).Replace("{**rest}", "", StringComparison.Ordinal)),
    ];

    private sealed record Route(HttpMethod Method, string Address)
    {
        public override string ToString() => $"{Method} {Address}";
    }
}
