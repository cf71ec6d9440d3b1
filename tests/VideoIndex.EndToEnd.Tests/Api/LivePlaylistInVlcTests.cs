using System.Runtime.Versioning;
using VideoIndex.Api;
using VideoIndex.EndToEnd.Tests.Vlc;

namespace VideoIndex.EndToEnd.Tests.Api;

/// <summary>A standing search opened by real VLC: the right seconds of the right film, over HTTP.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LivePlaylistInVlcTests(ServedSamples served, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public async ValueTask InitializeAsync()
    {
        VlcPlayer.SkipUnlessInstalled();
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_111_111);
        await served.ReadyAsync();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task StandingSearch_PlaysTheRightSecondOfTheRightFilm()
    {
        var media = await served.MediaAsync("football-match.mp4");
        await AssertPlaysAsync(
            new Uri(served.Http.BaseAddress!, "/live/red%20goal%20celebration.xspf?limit=1").AbsoluteUri,
            new Uri(served.Http.BaseAddress!, $"/api/media/{media}/file").AbsoluteUri);
    }

    /// <summary>The page gives the file to the browser, the browser to VLC, which knows no token.</summary>
    [Fact]
    public async Task PlaylistSavedFromAServerWithTokens_PlaysWithoutOne()
    {
        var tokens = new TokenFile(served.Data, TimeProvider.System);
        var token = tokens.Create("a playlist's test", Scope.Admin);
        var (program, address) = await ServedSamples.ServeAsync(served.Data, "--require-token");
        await using var ending = program;
        try
        {
            using var http = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { { "Cookie", $"videoindex={token}" } } };
            await File.WriteAllBytesAsync(_folder["clips.xspf"], await http.GetByteArrayAsync("/api/search.xspf?q=red+goal+celebration&limit=1", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
            var media = await served.MediaAsync("football-match.mp4");
            await AssertPlaysAsync(_folder["clips.xspf"], new Uri(address, $"/api/media/{media}/file?pass=").AbsoluteUri);
        }
        finally
        {
            tokens.Revoke("a playlist's test");
        }
    }

    private async Task AssertPlaysAsync(string playlist, string file)
    {
        var moments = await VlcPlayer.PlayThroughAsync(playlist, _folder.Path, TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        var seconds = moments.Select(moment => moment.Second).ToList();
        output.WriteLine($"seen {seconds[0]} to {seconds.Max()}");
        Assert.All(moments, moment => Assert.StartsWith(file, moment.Uri, StringComparison.Ordinal));
        Assert.InRange(seconds[0], 49.7, 52.0);
        Assert.InRange(seconds.Max(), 58.0, 60.7);
    }
}
