namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>A library whose names, captions, corrections, cues, failures and answers try to be markup: the page shows them as the text they are.</summary>
public sealed class HostileNamesTests(HostileLibrary library, Chromium browser) : IClassFixture<HostileLibrary>
{
    private const string Answer = "<img src=x onerror=window.hacked=1> at 0:05 </p><script>window.hacked=1</script>";

    [Theory]
    [InlineData("/?q=goal")]
    [InlineData("/?q=goal&m=1&t=1")]
    [InlineData("/")]
    [InlineData("/?view=library")]
    [InlineData("/?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E&in=%3Csvg%20onload%3Dwindow.hacked%3D1%3E")]
    [InlineData("/?q=in%3A%22%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D1%3E%22%20goal")]
    public async Task HostileText_IsShown_AndNeverRuns(string path)
    {
        await using var page = await OpenAsync(path);
        await page.WaitForAsync("document.querySelector('.card, .track, .failures li, .notice')");
        await page.WaitForAsync("document.body.textContent.includes('<img src=x') || document.body.textContent.includes('<svg onload')");
        await page.HoverAsync("main");
        await AssertNothingRan(page);
    }

    [Fact]
    public async Task CaptionsCorrectionsAndLines_StandLetterForLetter_InTheListTheEditorAndOverTheFilm()
    {
        await using var page = await OpenAsync("/?q=goal&m=1&t=1");
        await page.WaitForAsync("document.querySelector('.track')");
        Assert.Equal([HostileLibrary.Caption, HostileLibrary.Line, HostileLibrary.Corrected],
            await page.ValueAsync<string[]>("[...document.querySelectorAll('.track li:not(.chapter) .line > span')].map(span => span.textContent)"));
        await page.ClickAsync(".track li:last-child .edit");
        Assert.Equal(HostileLibrary.Corrected, await page.ValueAsync<string>("document.querySelector('.editor textarea').value"));
        Assert.Contains("what the model wrote <b>", await page.ValueAsync<string>("document.querySelector('.editor').textContent"), StringComparison.Ordinal);
        await page.ClickAsync(".words");
        await page.ClickAsync(".words");
        Assert.Equal([HostileLibrary.Caption, HostileLibrary.Corrected],
            await page.ValueAsync<string[]>("[...document.querySelector('.screen video').textTracks[0].cues].map(cue => cue.getCueAsHTML().textContent)"));
        await AssertNothingRan(page);
    }

    [Fact]
    public async Task Answer_StandsLetterForLetter()
    {
        await using var page = await OpenAsync("/?m=1&t=1");
        await page.StubAsync("/ask", StubbedAnswer.Events(("piece", new { text = Answer }), ("done", new { text = Answer, model = "<b>m</b>", device = "<i>", precision = "x", ms = 1, times = Array.Empty<int>() })));
        await page.WaitForAsync("document.querySelector('#tab-ask')");
        await page.ClickAsync("#tab-ask");
        await page.ClickAsync("#question");
        await page.TypeAsync("<svg onload=window.hacked=1>");
        await page.PressAsync("Enter");
        await page.WaitForAsync("document.querySelector('.answer:not(.thinking)')");
        Assert.Equal(Answer, await page.ValueAsync<string>("document.querySelector('.answer .words').textContent"));
        await AssertNothingRan(page);
    }

    private static async Task AssertNothingRan(WebPage page)
    {
        Assert.Equal(0, await page.ValueAsync<int>("document.querySelectorAll('main img[src=x], main script, main iframe, main [onerror], main [onload], main b b, a[href^=javascript]').length"));
        Assert.False(await page.ValueAsync<bool>("'hacked' in window"));
        Assert.Empty(page.Errors);
    }

    private async Task<WebPage> OpenAsync(string path)
    {
        Chromium.SkipUnlessInstalled();
        var page = await browser.NewPageAsync();
        await page.GoAsync((await library.ServeAsync()).At(path));
        return page;
    }
}
