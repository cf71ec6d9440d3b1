using System.Net;
using VideoIndex.Api;
using VideoIndex.Core;

namespace VideoIndex.Tests.Api;

public sealed class TokenTests : IAsyncDisposable
{
    private readonly RunningServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void File_HoldsNoToken_AndIsItsOwnersAlone()
    {
        var token = _server.Tokens.Create("phone", Scope.Search);
        var file = Path.Combine(_server.Data, "tokens.json");
        Assert.DoesNotContain(token, File.ReadAllText(file), StringComparison.Ordinal);
        Assert.DoesNotContain(token[3..], File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(46, token.Length);
        Assert.Equal(Scope.Search, _server.Tokens.Check(token));
        Assert.Equal(Scope.Nobody, _server.Tokens.Check(token[..^1]));
        Assert.Equal(Scope.Nobody, _server.Tokens.Check(""));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Name_IsTakenOnce()
    {
        _server.Tokens.Create("phone", Scope.Search);
        var trouble = Assert.Throws<VideoIndexException>(() => _server.Tokens.Create("phone", Scope.Admin));
        Assert.Equal(ErrorCodes.BadOption, trouble.Code);
    }

    [Fact]
    public async Task RevokedToken_StopsWorkingInARunningServer()
    {
        var token = _server.Tokens.Create("phone", Scope.Search);
        _server.Tokens.Create("other", Scope.Search);
        await _server.StartAsync(options => options with { RequireToken = true });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));
        Assert.True(_server.Tokens.Revoke("phone"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
        Assert.False(_server.Tokens.Revoke("phone"));
    }

    [Fact]
    public async Task TokenInTheAddress_CountsOnlyWherePlayersCannotSendHeaders()
    {
        _server.Film("a.mp4", "A dog runs.");
        var token = _server.Tokens.Create("vlc", Scope.Admin);
        await _server.StartAsync(options => options with { RequireToken = true });
        Assert.Equal(HttpStatusCode.OK, await AtAsync($"/live/dog.xspf?token={token}"));
        Assert.Equal(HttpStatusCode.OK, await AtAsync($"/api/search.m3u8?q=dog&token={token}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AtAsync($"/api/search?q=dog&token={token}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AtAsync($"/api/libraries?token={token}"));
    }

    [Fact]
    public async Task SignIn_SetsACookieThatNoScriptReads_AndThePageOpens()
    {
        var token = _server.Tokens.Create("phone", Scope.Search);
        await _server.StartAsync(options => options with { RequireToken = true });
        using var page = await _server.SendAsync(HttpMethod.Get, "/", null, null, ("Accept", "text/html"));
        Assert.Equal("/sign-in", page.Headers.Location!.ToString());

        var origin = ("Origin", _server.Http.BaseAddress!.ToString().TrimEnd('/'));
        using var refused = await _server.SendAsync(HttpMethod.Post, "/sign-in", Form("vi_no"), null, origin);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
        using var foreign = await _server.SendAsync(HttpMethod.Post, "/sign-in", Form(token));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);

        using var signedIn = await _server.SendAsync(HttpMethod.Post, "/sign-in", Form(token), null, origin);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        using var inside = await _server.SendAsync(HttpMethod.Get, "/api/libraries", null, null, ("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);
    }

    [Theory]
    [InlineData("", "en", "Sign in", "That token is not known here")]
    [InlineData("de-CH, en;q=0.5", "de", "Anmelden", "Dieses Token ist hier nicht bekannt")]
    [InlineData("fr-FR, EN;q=0.3, de;q=0.7", "de", "Anmelden", "Dieses Token ist hier nicht bekannt")]
    [InlineData("de;q=0, en-GB", "en", "Sign in", "That token is not known here")]
    [InlineData("fr, *", "en", "Sign in", "That token is not known here")]
    [InlineData("\"><script>, ;;q=x", "en", "Sign in", "That token is not known here")]
    public async Task SignIn_SpeaksTheLanguageThatTheBrowserAsksFor(string accepted, string language, string button, string refusal)
    {
        _server.Tokens.Create("me", Scope.Admin); // without one nobody could sign in, and the server does not start
        await _server.StartAsync(options => options with { RequireToken = true });
        using var page = await _server.SendAsync(HttpMethod.Get, "/sign-in", null, null, ("Accept-Language", accepted));
        Assert.Equal([language], page.Content.Headers.ContentLanguage);
        Assert.Contains("Accept-Language", page.Headers.Vary);
        var shown = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"<html lang=\"{language}\">", shown, StringComparison.Ordinal);
        Assert.Contains($"<button>{button}</button>", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", shown, StringComparison.Ordinal);

        using var refused = await _server.SendAsync(HttpMethod.Post, "/sign-in", Form("vi_no"), null,
            ("Accept-Language", accepted), ("Origin", _server.Http.BaseAddress!.ToString().TrimEnd('/')));
        Assert.Contains($"<p role=\"alert\">{refusal}", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.168.1.5")]
    public void OtherAddressWithoutAToken_RefusesToStart_AndSaysHow(string host)
    {
        var options = new ServeOptions { DataFolder = _server.Data, Host = host };
        var trouble = Assert.Throws<VideoIndexException>(() => WebServer.Build(options, _server.Parts()));
        Assert.Contains(host, trouble.Message, StringComparison.Ordinal);
        Assert.Contains("videoindex token create", trouble.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnTheWholeNetwork_LoopbackNeedsATokenToo_AndAddressesInNumbersAreTaken()
    {
        var token = _server.Tokens.Create("phone", Scope.Search);
        await _server.StartAsync(options => options with { Host = "0.0.0.0", Names = ["films.home"] });
        Assert.Equal(HttpStatusCode.Unauthorized, await AtAsync("/api/libraries"));
        foreach (var (host, status) in new[] { ("192.168.1.5:8642", 200), ("films.home", 200), ("[fe80::1]:8642", 200), ("evil.test", 400), ("films.home.evil.test", 400) })
        {
            using var answer = await _server.SendAsync(HttpMethod.Get, "/api/libraries", null, token, ("Host", host));
            Assert.Equal((host, status), (host, (int)answer.StatusCode));
        }
    }

    private static FormUrlEncodedContent Form(string token) => new(new Dictionary<string, string> { ["token"] = token });

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var answer = await _server.SendAsync(HttpMethod.Get, "/api/libraries", null, token);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> AtAsync(string address)
    {
        using var answer = await _server.SendAsync(HttpMethod.Get, address);
        return answer.StatusCode;
    }
}
