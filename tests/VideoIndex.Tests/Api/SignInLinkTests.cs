using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using VideoIndex.Api;

namespace VideoIndex.Tests.Api;

public sealed class SignInLinkTests : IAsyncDisposable
{
    private readonly SteppedClock _clock = new();
    private readonly RunningServer _server;
    private string _admin = "";

    public SignInLinkTests() => _server = new RunningServer { Clock = _clock };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Link_SignsOneDeviceIn_WithATokenOfItsOwnThatMaySearch()
    {
        await StartAsync();
        var code = (await LinkAsync("192.168.1.5:8642"))["http://192.168.1.5:8642/sign-in?code=".Length..];
        using var page = await _server.SendAsync(HttpMethod.Get, $"/sign-in?code={code}");
        var shown = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"<input type=\"hidden\" name=\"code\" value=\"{code}\">", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("videoindex token", shown, StringComparison.Ordinal); // whoever has the link has no use for that
        Assert.False(page.Headers.Contains("Set-Cookie"));

        using var first = await SpendAsync(code);
        Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        var cookie = first.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Assert.DoesNotContain(_admin, cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await WithCookieAsync(HttpMethod.Get, "/api/libraries", cookie));
        Assert.Equal(HttpStatusCode.Forbidden, await WithCookieAsync(HttpMethod.Post, "/api/jobs/stop", cookie));
        var made = Assert.Single(_server.Tokens.List(), token => token.Name.StartsWith("phone of ", StringComparison.Ordinal));
        Assert.Equal(Scope.Search, made.Scope);

        using var second = await SpendAsync(code);
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
        Assert.False(second.Headers.Contains("Set-Cookie"));
        _server.Tokens.Revoke(made.Name);
        Assert.Equal(HttpStatusCode.Unauthorized, await WithCookieAsync(HttpMethod.Get, "/api/libraries", cookie));
    }

    [Fact]
    public async Task Link_RunsOut_AndEachDeviceHasItsOwnName()
    {
        await StartAsync();
        var codes = new[] { await LinkAsync("10.0.0.2"), await LinkAsync("10.0.0.2"), await LinkAsync("10.0.0.2") }.Select(link => link.Split("code=")[1]).ToList();
        using var one = await SpendAsync(codes[0]);
        using var two = await SpendAsync(codes[1]);
        Assert.Equal(3, _server.Tokens.List().Select(token => token.Name).Distinct().Count());
        _clock.Now += TimeSpan.FromMinutes(11);
        using var late = await SpendAsync(codes[2]);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task OnThisMachineAlone_ThereIsNothingToLinkTo_AndThatIsSaid()
    {
        _server.Film("a.mp4", "A dog runs.");
        await _server.StartAsync();
        using var answer = await _server.SendAsync(HttpMethod.Post, "/api/sign-in-links", JsonContent.Create(new { }));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("--host 0.0.0.0", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskedForOnTheMachineItself_TheLinkHasTheMachinesAddressInTheHouse()
    {
        await StartAsync();
        var link = new Uri(await LinkAsync("localhost:" + _server.Http.BaseAddress!.Port));
        Assert.Equal(_server.Http.BaseAddress.Port, link.Port);
        Assert.Equal(SignInLinks.HouseAddress(), link.Host, ignoreCase: true);
    }

    [Fact]
    public async Task Code_StandsInThePageAsText()
    {
        await StartAsync();
        using var page = await _server.SendAsync(HttpMethod.Get, "/sign-in?code=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");
        Assert.DoesNotContain("<script", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var spent = await SpendAsync("\"><script>");
        Assert.Equal(HttpStatusCode.Unauthorized, spent.StatusCode);
    }

    [Fact]
    public async Task BehindATlsProxy_ThePageSignsIn_AndItsCookieStaysInside()
    {
        var token = _server.Tokens.Create("me", Scope.Admin);
        await _server.StartAsync(options => options with { RequireToken = true, Names = ["films.home"] });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = token });
        using var answer = await _server.SendAsync(HttpMethod.Post, "/sign-in", form, null,
            ("Host", "films.home"), ("Origin", "https://films.home"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "10.0.0.9"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("secure", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        using var other = new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = token });
        using var without = await _server.SendAsync(HttpMethod.Post, "/sign-in", other, null, ("Host", "films.home"), ("Origin", "https://films.home"));
        Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
    }

    /// <summary>What a camera looks for: three eyes in the corners, a rim around; and the same dots in both forms.</summary>
    [Fact]
    public void Picture_HasItsEyesAndItsRim_InBothForms()
    {
        const string Link = "http://192.168.1.5:8642/sign-in?code=abcdefghijklmnopqrstuv";
        var lines = QrPicture.Lines(Link).ToList();
        var size = lines[0].Length;
        var rows = Enumerable.Range(0, size).Select(y => string.Concat(lines[y / 2].Select(sign => IsDark(sign, y % 2) ? '#' : '.'))).ToList();
        Assert.Equal(0, (size - 8 - 17) % 4);
        Assert.All(rows.Take(4).Concat(rows.TakeLast(4)), row => Assert.DoesNotContain('#', row));
        foreach (var (x, y) in new[] { (4, 4), (size - 11, 4), (4, size - 11) })
            Assert.Equal(["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"], rows.Skip(y).Take(7).Select(row => row.Substring(x, 7)));
        Assert.Equal(rows.Sum(row => row.Count(sign => sign == '#')), QrPicture.Svg(Link).Split("h1v1h-1z").Length - 1);
    }

    private static bool IsDark(char sign, int half) => sign == ' ' || (sign == '▄' && half == 0) || (sign == '▀' && half == 1);

    private async Task StartAsync()
    {
        _admin = _server.Tokens.Create("me", Scope.Admin);
        await _server.StartAsync(options => options with { Host = "0.0.0.0" });
    }

    private async Task<string> LinkAsync(string host)
    {
        using var answer = await _server.SendAsync(HttpMethod.Post, "/api/sign-in-links", JsonContent.Create(new { }), _admin, ("Host", host));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("address").GetString()!;
    }

    private Task<HttpResponseMessage> SpendAsync(string code) => _server.SendAsync(
        HttpMethod.Post, "/sign-in", new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = code }), null, ("Origin", _server.Http.BaseAddress!.ToString().TrimEnd('/')));

    private async Task<HttpStatusCode> WithCookieAsync(HttpMethod method, string address, string cookie)
    {
        using var body = method == HttpMethod.Post ? JsonContent.Create(new { }) : null;
        using var answer = await _server.SendAsync(method, address, body, null, ("Cookie", cookie));
        return answer.StatusCode;
    }
}
