using VideoIndex.EndToEnd.Tests.Api;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>The conversation beside the player, and the words over the film.</summary>
public sealed class AskingTests(ServedSamples samples, Chromium browser)
{
    private const string Video = "document.querySelector('.screen video')";

    private readonly ServedPage _page = new(samples, browser);

    [Fact]
    public async Task Answer_ComesInPieces_AndItsTimesLeadIntoTheFilm()
    {
        await using var page = await OpenMatchAsync();
        await page.StubAsync("/ask", StubbedAnswer.Events(
            ("piece", new { text = "They cheer " }), ("piece", new { text = "at 1:20." }),
            ("done", new { text = "They cheer at 1:20.", model = "m@1", device = "cpu", precision = "fp32", ms = 1200, times = new[] { new { start_ms = 30_000, end_ms = 40_000 } } })));
        await page.PressAsync("a");
        await page.WaitForAsync("document.activeElement.id === 'question'");
        await page.TypeAsync("What do they do?");
        await page.PressAsync("Enter");
        await page.WaitForAsync("document.querySelector('.answer:not(.thinking) .words')?.textContent === 'They cheer at 1:20.'");
        Assert.Equal("What do they do?0:50 – 1:00", await page.ValueAsync<string>("document.querySelector('.question').textContent"));
        await page.ClickAsync(".answer .when");
        await page.WaitForAsync($"{Video}.currentTime >= 80 && {Video}.currentTime < 90");
        await page.ClickAsync(".answer .cite");
        await page.WaitForAsync($"{Video}.currentTime >= 30 && {Video}.currentTime < 40");
        Assert.Empty(page.Errors);
    }

    /// <summary>The model of the samples itself, through the server: what it says of a goal names what is seen.</summary>
    [Fact]
    public async Task Question_IsAnsweredByTheModel()
    {
        await using var page = await OpenMatchAsync();
        await page.PressAsync("a");
        await page.WaitForAsync("document.activeElement.id === 'question'");
        await page.TypeAsync("What happens in this video?");
        await page.PressAsync("Enter");
        await page.WaitForAsync("document.querySelector('.answer:not(.thinking) .words')?.textContent.length > 10");
        Assert.Matches("player|shirt|goal|ball|fans", await page.ValueAsync<string>("document.querySelector('.answer .words').textContent"));
        Assert.Equal(0, await page.ValueAsync<int>("document.querySelectorAll('.answer .wrong').length"));
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task TroubleWithAnAnswer_IsSaidInItsPlace_AndTheNextQuestionGoes()
    {
        await using var page = await OpenMatchAsync();
        await page.StubAsync("/ask", StubbedAnswer.Problem(500, "model_missing", "no model is here", "pull one"));
        await page.ClickAsync("#tab-ask");
        await page.ClickAsync(".welcome .chip");
        await page.WaitForAsync("document.querySelector('.answer .wrong')?.textContent.includes('no model is here – What to do: pull one')");
        await page.StubAsync("/ask", StubbedAnswer.Events(("piece", new { text = "Half an" }), ("error", new { detail = "the model stopped", hint = "ask again" })));
        await AskAgainAsync(page);
        await page.WaitForAsync("[...document.querySelectorAll('.answer')].at(-1).textContent.includes('the model stopped – What to do: ask again')");
        await page.StubAsync("/ask", StubbedAnswer.Events(("piece", new { text = "Half an" })));
        await AskAgainAsync(page);
        await page.WaitForAsync("[...document.querySelectorAll('.answer')].at(-1).textContent.includes('The answer broke off')");
    }

    /// <summary>In WebVTT's markup a tag would be swallowed.</summary>
    [Fact]
    public async Task Subtitles_ShowWhatIsSaidAndWhatIsSeen_AtTheSecond()
    {
        const string Shown = "(t => t.mode === 'showing' ? [...t.activeCues].map(c => c.text).join('|') : t.mode)(document.querySelector('.screen video').textTracks[0])";
        await using var page = await OpenMatchAsync();
        await page.WaitForAsync($"!{Video}.paused && {Video}.currentTime > 50.5");
        await page.PressAsync("k");
        Assert.Equal("disabled", await page.ValueAsync<string>(Shown));
        await page.PressAsync("s");
        await page.WaitForAsync($"{Shown} === 'The whole bench is on the pitch, what a moment for the home side.'");
        await page.PressAsync("s");
        await page.WaitForAsync($"{Shown}.startsWith('Players in red shirts celebrate a goal')");
        await page.GoAsync(_page.At($"/?m={await _page.MediaAsync("football-match.mp4")}&t=41.500"));
        await page.WaitForAsync($"{Shown}.startsWith('A player in a red shirt kicks')");
    }

    private async Task<WebPage> OpenMatchAsync()
    {
        var page = await _page.OpenAsync($"/?q=goal+celebration&m={await _page.MediaAsync("football-match.mp4")}&t=50");
        await page.SeeAsync(".track [aria-current]");
        return page;
    }

    private static async Task AskAgainAsync(WebPage page)
    {
        await page.ClickAsync("#question");
        await page.TypeAsync("And now?");
        await page.PressAsync("Enter");
    }
}
