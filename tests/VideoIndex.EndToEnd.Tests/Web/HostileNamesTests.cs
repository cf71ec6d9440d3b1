using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>A library whose names, captions, cues and failures try to be markup: the page shows them as the text they are.</summary>
public sealed class HostileNamesTests : IAsyncLifetime
{
    private const string Name = "<img src=x onerror=window.hacked=1>\u202Egpj.mp4";
    private const string Caption = "goal </script><script>window.hacked=1</script> <img src=x onerror=\"window.hacked=1\"> <a href=\"javascript:window.hacked=1\">{{7*7}}</a>";
    private const string Line = "<svg onload=window.hacked=1> \"><b>goal</b> &lt;i&gt;";

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();
    private readonly Chromium _browser = new();

    public ValueTask InitializeAsync() => _browser.InitializeAsync();

    [Theory]
    [InlineData("/?q=goal")]
    [InlineData("/?q=goal&m=1&t=1")]
    [InlineData("/")]
    [InlineData("/?view=library")]
    [InlineData("/?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E&in=%3Csvg%20onload%3Dwindow.hacked%3D1%3E")]
    public async Task HostileText_IsShown_AndNeverRuns(string path)
    {
        Chromium.SkipUnlessInstalled();
        Fill();
        await using var server = await Server.StartAsync(_folder["data"]);
        await using var page = await _browser.NewPageAsync();
        await page.GoAsync(server.At(path));
        await page.WaitForAsync("document.querySelector('.card, .track, .failures li, .notice')");
        await page.WaitForAsync("document.body.textContent.includes('<img src=x') || document.body.textContent.includes('<svg onload')");
        await page.HoverAsync("main");
        Assert.Equal(0, await page.ValueAsync<int>("document.querySelectorAll('main img[src=x], main script, main [onerror], main [onload], main b b, a[href^=javascript]').length"));
        Assert.False(await page.ValueAsync<bool>("'hacked' in window"));
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task CaptionsAndLines_StandLetterForLetterInTheList()
    {
        Chromium.SkipUnlessInstalled();
        Fill();
        await using var server = await Server.StartAsync(_folder["data"]);
        await using var page = await _browser.NewPageAsync();
        await page.GoAsync(server.At("/?q=goal&m=1&t=1"));
        await page.WaitForAsync("document.querySelector('.track')");
        Assert.Equal([Caption, Line], await page.ValueAsync<string[]>("[...document.querySelectorAll('.track li:not(.chapter) button > span')].map(span => span.textContent)"));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>As the worker would, without a model.</summary>
    private void Fill()
    {
        var films = Directory.CreateDirectory(_folder["films"]).FullName;
        File.Copy(Path.Combine(TestFolders.SampleMedia, "town-talk", "quarterly.mp4"), Path.Combine(films, Name));
        Directory.CreateDirectory(_folder["data"]);
        using var catalog = CatalogWriter.Open(_folder["data"], TimeProvider.System);
        var library = catalog.AddLibrary(films);
        var media = catalog.PutFile(library.Id, Name, 1, 1, new string('a', 32)).MediaId!.Value;
        var settings = new CaptionSettings("<b>model</b>@0", "fp32", "?", 64, new WindowPlan(TimeSpan.FromSeconds(10), 3));
        catalog.StoreProbe(media, new MediaProbe(TimeSpan.FromSeconds(30), 320, 180, "mov,mp4", "h264", 12, false, 0, [], []), 1);
        catalog.StoreCues(media, "cues", [new Cue(TimeRange.FromMs(2_000, 4_000), Line, "sidecar:<i>.srt")]);
        catalog.StoreCaptions(settings, [(media, new Caption(TimeRange.FromMs(0, 10_000), Caption, [], "cpu"))]);
        catalog.PutFileFailure(library.Id, "<svg onload=window.hacked=1>.mp4", 1, 1, new Failure("<b>code", "<img src=x onerror=window.hacked=1>", "<svg onload=window.hacked=1>"));
    }
}
