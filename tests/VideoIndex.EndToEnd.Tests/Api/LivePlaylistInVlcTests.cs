using System.Runtime.Versioning;
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
        var moments = await VlcPlayer.PlayThroughAsync(
            new Uri(served.Http.BaseAddress!, "/live/red%20goal%20celebration.xspf?limit=1").AbsoluteUri, _folder.Path, TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        var seconds = moments.Select(moment => moment.Second).ToList();
        output.WriteLine($"seen {seconds[0]} to {seconds.Max()}");
        Assert.All(moments, moment => Assert.Equal(new Uri(served.Http.BaseAddress!, $"/api/media/{media}/file").AbsoluteUri, moment.Uri));
        Assert.InRange(seconds[0], 49.7, 52.0);
        Assert.InRange(seconds.Max(), 58.0, 60.7);
    }
}
