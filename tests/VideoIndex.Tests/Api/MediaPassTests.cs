using System.Net;
using System.Text.Json;
using VideoIndex.Api;

namespace VideoIndex.Tests.Api;

/// <summary>Playlists of a server that asks for tokens: their tracks open, and open nothing else.</summary>
public sealed class MediaPassTests : IAsyncDisposable
{
    private readonly SteppedClock _clock = new();
    private readonly RunningServer _server;
    private long _dog;
    private long _cat;

    public MediaPassTests() => _server = new RunningServer { Clock = _clock };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Track_OpensItsFile_AndNothingElse()
    {
        var track = await TrackAsync(Scope.Admin);
        Assert.NotEqual(HttpStatusCode.Unauthorized, await AtAsync(track)); // what lies there is no film
        Assert.Equal(HttpStatusCode.Unauthorized, await AtAsync(track.Replace($"/{_dog}/", $"/{_cat}/", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Unauthorized, await AtAsync(track.Replace($"/{_dog}/", $"/0{_dog}x/", StringComparison.Ordinal)));
        var pass = track[track.IndexOf('?', StringComparison.Ordinal)..];
        foreach (var other in new[] { $"/api/media/{_dog}/stream", $"/api/media/{_dog}/clip.mp4", $"/api/media/{_dog}", "/api/search", "/live/dog.xspf", "/api/libraries", "/metrics", "/" })
            Assert.Equal((other, HttpStatusCode.Unauthorized), (other, await AtAsync(other + pass)));
    }

    [Fact]
    public async Task Track_ShutsWithTime_AndWithTheTokenOfWhoAsked()
    {
        var track = await TrackAsync(Scope.Search);
        _clock.Now += TimeSpan.FromHours(11);
        Assert.NotEqual(HttpStatusCode.Unauthorized, await AtAsync(track)); // what lies there is no film
        _clock.Now += TimeSpan.FromHours(2);
        Assert.Equal(HttpStatusCode.Unauthorized, await AtAsync(track));
        _clock.Now -= TimeSpan.FromHours(2);
        _server.Tokens.Revoke("phone");
        Assert.Equal(HttpStatusCode.Unauthorized, await AtAsync(track));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("99999999999.")]
    [InlineData("99999999999.AAAA")]
    [InlineData("-1.AAAA")]
    [InlineData("99999999999999999999999.AAAA")]
    public async Task MadeUpPass_OpensNothing(string pass)
    {
        var track = await TrackAsync(Scope.Search);
        Assert.Equal(HttpStatusCode.Unauthorized, await AtAsync($"/api/media/{_dog}/file?pass={pass}"));
        var (until, signature) = (track.Split("pass=")[1].Split('.')[0], track.Split('.')[^1]);
        var later = (long.Parse(until, System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.Unauthorized, await AtAsync($"/api/media/{_dog}/file?pass={later}.{signature}"));
    }

    [Fact]
    public async Task Playlists_HoldNoToken_HoweverItWasGiven()
    {
        await TrackAsync(Scope.Admin);
        var token = _server.Tokens.Create("another", Scope.Admin);
        foreach (var address in new[] { "/api/search.xspf?q=dog", "/api/search.m3u8?q=dog", "/live/dog.xspf?", "/api/tracks?q=dog" })
        {
            using var inAddress = await _server.SendAsync(HttpMethod.Get, $"{address}&token={token}");
            using var inHeader = await _server.SendAsync(HttpMethod.Get, address, token: token);
            using var inCookie = await _server.SendAsync(HttpMethod.Get, address, null, null, ("Cookie", $"videoindex={token}"));
            foreach (var answer in new[] { inAddress, inHeader, inCookie })
            {
                var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.Contains($"/api/media/{_dog}/file?pass=", text, StringComparison.Ordinal);
                Assert.DoesNotContain(token[3..], text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("", "file:///Z:/my%20films/dog.mp4")]
    [InlineData("&map=%2Fno%2Fsuch%3D%2Fvolumes", "http:")]
    [InlineData("&map=", "http:")]
    public async Task PathMap_LeadsToThePlayersOwnDisk_UnlessTheAskerHasAnother(string query, string location)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "left out: the folders of this machine are named as on Linux");
        _server.Film("dog.mp4", "A dog runs.");
        await _server.StartAsync(options => options with { PathMaps = [VideoIndex.Search.PathMap.Parse($@"{_server.Films}=Z:\my films")] });
        foreach (var address in new[] { "/api/search.xspf?q=dog", "/api/search.m3u8?q=dog", "/live/dog.xspf?limit=1", "/api/tracks?q=dog" })
        {
            using var answer = await _server.SendAsync(HttpMethod.Get, address + query);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains(location, text.Replace("http://xspf", "", StringComparison.Ordinal).Replace("http://www", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Equal(location == "http:", !text.Contains("file:", StringComparison.Ordinal));
        }
    }

    private async Task<string> TrackAsync(Scope scope)
    {
        _dog = _server.Film("dog.mp4", "A dog runs.");
        _cat = _server.Film("cat.mp4", "A cat sleeps.");
        var token = _server.Tokens.Create("phone", scope);
        await _server.StartAsync(options => options with { RequireToken = true });
        using var answer = await _server.SendAsync(HttpMethod.Get, $"/api/tracks?q=dog&token={token}");
        var tracks = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("tracks");
        return new Uri(tracks[0].GetProperty("location").GetString()!).PathAndQuery;
    }

    private async Task<HttpStatusCode> AtAsync(string address)
    {
        using var answer = await _server.SendAsync(HttpMethod.Get, address);
        return answer.StatusCode;
    }
}
