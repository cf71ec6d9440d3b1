using VideoIndex.Catalog;

namespace VideoIndex.EndToEnd.Tests.Trust;

/// <summary>Captions of other settings take the place of the old ones while those can still be found.</summary>
public sealed class OtherSettingsTests
{
    [Fact]
    public async Task CaptioningAnew_KeepsEveryWindowFindable_AlsoWhenItIsKilled()
    {
        using var library = new FilmLibrary();
        library.Copy("football-match.mp4", "match.mp4");
        library.Copy("city-day.mkv", "city.mkv");
        await library.IndexAsync();
        var windows = (await library.SearchAsync("goal")).GetProperty("windows_searched").GetInt64();

        await using (var killed = library.Program.Start("index", library.Films, "--frames", "2"))
        {
            while (Frames(library, 2) == 0 && !killed.HasExited)
                await Task.Delay(50, TestContext.Current.CancellationToken);
            killed.Kill();
            await killed.WaitAsync();
        }

        var between = await library.SearchAsync("goal celebration");
        Assert.Equal(windows, between.GetProperty("windows_searched").GetInt64());
        Assert.False(between.GetProperty("no_match").GetBoolean());

        await library.IndexAsync("--frames", "2");
        Assert.Equal((windows, 0), (Frames(library, 2), Frames(library, 3)));
        Assert.Equal(0, (await library.SearchAsync("goal")).GetProperty("windows_pending").GetInt64());
    }

    /// <summary>Windows whose caption was made from so many frames.</summary>
    private static long Frames(FilmLibrary library, int frames)
    {
        using var catalog = CatalogReader.Open(library.Data);
        return catalog.PathsOf([1, 2]).Keys.Sum(media => catalog.Captions(media).LongCount(row => row.Settings.Plan.FramesPerWindow == frames));
    }
}
