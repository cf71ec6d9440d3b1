using VideoIndex.EndToEnd.Tests.Api;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>The page of <c>videoindex serve</c> in a real browser, on the sample films.</summary>
public sealed class WebPageTests(ServedSamples samples, Chromium browser)
{
    private readonly ServedPage _page = new(samples, browser);

    /// <summary>Where the player is, in the film's seconds, as the browser tells; -1 while it does not play yet.</summary>
    private const string PlayedSecond = "(v => v && !v.paused && v.readyState > 2 ? v.currentTime : -1)(document.querySelector('.screen video'))";

    [Fact]
    public async Task Search_ShowsClipsWithPictureTimeMarkedWordsAndFile()
    {
        await using var page = await _page.OpenAsync("/");
        await page.ClickAsync("#q");
        await page.TypeAsync("red goal celebration");
        await page.PressAsync("Enter");
        await page.WaitForAsync("document.querySelectorAll('#results .card').length >= 2");
        Assert.Equal("?q=red+goal+celebration", await page.ValueAsync<string>("location.search"));
        Assert.Equal("0:50 – 1:00", await page.ValueAsync<string>("document.querySelector('#results .card .time').textContent"));
        Assert.Equal("football-match.mp4", await page.ValueAsync<string>("document.querySelector('#results .card .name').textContent"));
        Assert.Equal(["red", "celebrate", "goal"], await page.ValueAsync<string[]>("[...document.querySelectorAll('#results .card')[0].querySelectorAll('mark')].map(m => m.textContent)"));
        await page.WaitForAsync("document.querySelector('#results .card img').naturalWidth > 100");
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task Clip_PlaysFromItsSecond_WhenItIsOpened()
    {
        await using var page = await _page.OpenAsync("/?q=red+goal+celebration");
        await page.ClickAsync(".card .caption");
        await page.WaitForAsync($"{PlayedSecond} > 50.2");
        Assert.InRange(await page.ValueAsync<double>(PlayedSecond), 50.2, 58);
        Assert.Contains("celebrate a goal", await page.ValueAsync<string>("document.querySelector('.track [aria-current]').textContent"), StringComparison.Ordinal);
        Assert.Equal(2, await page.ValueAsync<int>("[...document.querySelectorAll('.track .caption.hit')].filter(row => row.textContent.includes('celebrate')).length"));
        await page.PressAsync("k");
        await page.WaitForAsync("document.querySelector('.screen video').paused");
        Assert.Matches(@"[?&]t=5\d(\.\d)?$", await page.ValueAsync<string>("location.search"));
    }

    /// <summary>No browser here plays H.265: the server converts it while it is sent, from the second asked for.</summary>
    [Fact]
    public async Task ConvertedFilm_ShowsThePlaceInTheFilm_AndGoesElsewhere()
    {
        await using var page = await _page.OpenAsync("/?q=fireworks");
        await page.ClickAsync(".card .caption");
        await page.WaitForAsync($"{PlayedSecond} > 0.3");
        var start = await page.ValueAsync<double>("Number(new URL(document.querySelector('.screen video').currentSrc).searchParams.get('start_ms')) / 1000");
        Assert.InRange(start, 40, 60);
        Assert.InRange(await page.ValueAsync<double>(PlayedSecond), 0, 12);
        var shown = await page.ValueAsync<int>("Number(document.querySelector('.bar').getAttribute('aria-valuenow'))");
        Assert.InRange(shown, start, start + 12);
        await page.PressAsync("j");
        await page.WaitForAsync($"{PlayedSecond} > 0.2 && Number(document.querySelector('.bar').getAttribute('aria-valuenow')) < {shown}");
    }

    [Fact]
    public async Task Clip_PlaysMutedInItsCard_WhileThePointerRestsOnIt()
    {
        await using var page = await _page.OpenAsync("/?q=red+goal+celebration");
        await page.HoverAsync(".card .thumb");
        await page.WaitForAsync("(v => v && v.muted && !v.paused && v.currentTime > 50.1 && v.currentTime < 60)(document.querySelector('.card .thumb.playing video'))");
        await page.HoverAsync("#q");
        await page.WaitForAsync("!document.querySelector('.card video')");
        Assert.Equal("/?q=red+goal+celebration", await page.ValueAsync<string>("location.pathname + location.search"));
    }

    [Fact]
    public async Task Keyboard_IsEnough_FromTheSearchToTheMomentAndBack()
    {
        await using var page = await _page.OpenAsync("/");
        await page.SeeAsync("#home .card");
        await page.PressAsync("/");
        await page.TypeAsync("red goal celebration");
        await page.PressAsync("Enter");
        await page.WaitForAsync("document.querySelectorAll('#results .card').length >= 2");
        await page.PressAsync("ArrowDown");
        await page.PressAsync("j");
        Assert.Equal("1:30 – 1:40", await page.ValueAsync<string>("document.activeElement.querySelector('.time').textContent"));
        await page.PressAsync("l");
        await page.WaitForAsync("document.activeElement.querySelector('.thumb.playing video')?.currentTime > 90");
        await page.PressAsync("Enter");
        await page.WaitForAsync($"{PlayedSecond} > 90");
        await page.PressAsync("j");
        await page.WaitForAsync($"{PlayedSecond} > 79 && {PlayedSecond} < 90");
        await page.PressAsync("Escape");
        await page.WaitForAsync("document.activeElement.querySelector?.('.time')?.textContent === '1:30 – 1:40'");
        await page.PressAsync("?");
        Assert.True(await page.ValueAsync<bool>("document.querySelector('#keys').open && document.querySelector('#keys').textContent.includes('play in place')"));
    }

    /// <summary>The character counts, not the key: on an American keyboard ? lies on Slash, on a German one on the key beside 0, on a Spanish one too.</summary>
    [Theory]
    [InlineData("?", "Slash", 191)]
    [InlineData("?", "Minus", 219)]
    [InlineData("?", "KeyM", 188)]
    public async Task QuestionMark_ShowsTheKeys_WhereverItLies(string text, string code, int number)
    {
        await using var page = await _page.OpenAsync("/");
        await page.SeeAsync("#home .card");
        await page.PressShiftedAsync(text, code, number);
        await page.WaitForAsync("document.querySelector('#keys').open");
        await page.PressAsync("Escape");
        await page.WaitForAsync("!document.querySelector('#keys').open");
    }

    /// <summary>A German / is Shift and 7.</summary>
    [Fact]
    public async Task Slash_LeadsToTheSearchBox_OnAGermanKeyboardToo()
    {
        await using var page = await _page.OpenAsync("/");
        await page.SeeAsync("#home .card");
        await page.ValueAsync<object>("document.activeElement.blur()");
        await page.PressShiftedAsync("/", "Digit7", 55);
        await page.WaitForAsync("document.activeElement.id === 'q' && document.activeElement.value === ''");
    }

    [Fact]
    public async Task BackAndForward_ShowWhatWasShown()
    {
        await using var page = await _page.OpenAsync("/");
        await page.ClickAsync("#q");
        await page.TypeAsync("bus");
        await page.PressAsync("Enter");
        await page.ClickAsync("#results .card .caption");
        await page.SeeAsync(".screen video");
        await page.ValueAsync<object>("history.back()");
        await page.WaitForAsync("location.search === '?q=bus' && document.querySelector('#results .card')?.offsetParent && !document.querySelector('.screen video')");
        await page.ValueAsync<object>("history.back()");
        await page.WaitForAsync("location.search === '' && document.querySelector('#home .card')?.offsetParent && document.querySelector('#q').value === ''");
        await page.ValueAsync<object>("history.forward()");
        await page.WaitForAsync("document.querySelector('#results .card')?.offsetParent && document.querySelector('#q').value === 'bus'");
        await page.ValueAsync<object>("history.forward()");
        await page.WaitForAsync("document.querySelector('.screen video') && document.querySelector('#moment h1').textContent === 'city-day.mkv'");
    }

    [Fact]
    public async Task MomentThatIsGone_IsSaidInThePagesLanguage()
    {
        await using var page = await _page.OpenAsync("/?m=999999&t=10", language: "de-DE");
        await page.WaitForTextAsync("Diese Stelle gibt es nicht mehr");
        Assert.DoesNotContain("media", await page.ValueAsync<string>("document.querySelector('#moment .notice').innerText"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EarlierSearches_AreSuggested_AndFilmsByTheirNames()
    {
        await using var page = await _page.OpenAsync("/?q=bus");
        await page.SeeAsync("#results .card");
        await page.ClickAsync("#q");
        await page.ValueAsync<object>("document.querySelector('#q').select()");
        await page.TypeAsync("fireworks");
        await page.PressAsync("Enter");
        await page.WaitForAsync("location.search === '?q=fireworks' && document.querySelector('#results .card .caption')?.textContent.includes('ireworks')");
        await page.ClickAsync(".brand");
        await page.PressAsync("/");
        Assert.Equal(["fireworks", "bus"], await page.ValueAsync<string[]>("[...document.querySelectorAll('#suggestions li')].map(li => li.textContent)"));
        await page.PressAsync("ArrowDown");
        await page.PressAsync("ArrowDown");
        Assert.Equal("bus", await page.ValueAsync<string>("document.getElementById(document.querySelector('#q').getAttribute('aria-activedescendant')).textContent"));
        await page.PressAsync("Enter");
        await page.WaitForAsync("location.search === '?q=bus' && document.querySelector('#results .card')");
        await page.PressAsync("/");
        await page.TypeAsync("foot");
        await page.WaitForAsync("document.querySelector('#suggestions li')?.textContent === 'football-match.mp4'");
        await page.ClickAsync("#suggestions li");
        await page.WaitForAsync("document.querySelector('#moment h1')?.textContent === 'football-match.mp4'");
    }

    [Theory]
    [InlineData("/", "#home .card")]
    [InlineData("/?q=goal", "#results .card")]
    [InlineData("/?q=xylophone", "#results .notice")]
    [InlineData("/?q=goal&m=1&t=5", ".track")]
    [InlineData("/?view=library", ".folders li")]
    [InlineData("/sign-in", "#token")]
    [InlineData("/sign-in?code=spent", "button[autofocus]")]
    public async Task Phone_NeedsNoScrollingSideways(string path, string shown)
    {
        foreach (var language in new[] { "en-US", "de-DE" })
        {
            await using var page = await _page.OpenAsync(path, width: 390, language);
            await page.SeeAsync(shown);
            Assert.Equal(390, await page.ValueAsync<int>("document.documentElement.scrollWidth"));
            await page.ResizeAsync(320, 640);
            Assert.Equal(320, await page.ValueAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    [Theory]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Phone_NeedsNoScrollingSideways_WhileAFolderIsIndexed(int width)
    {
        await using var page = await _page.OpenAsync("/", width);
        await page.StubAsync("/api/jobs", StubbedAnswer.Events(("progress", new { running = true, stage = "caption", files_found = 5, windows_done = 99, windows_left = 1, failed = 0, times_real_time = 1, current = "a.mp4" })));
        await page.GoAsync(_page.At("/?view=library"));
        await page.WaitForAsync("document.querySelector('#pulse').textContent.includes('99')");
        Assert.Equal(width, await page.ValueAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Page_SpeaksTheBrowsersLanguage_AndTheOtherOnAsking()
    {
        await using var page = await _page.OpenAsync("/?q=xylophone", language: "de-DE");
        await page.WaitForTextAsync("Nichts passt zu „xylophone“");
        Assert.Equal("de", await page.ValueAsync<string>("document.documentElement.lang"));
        await page.ClickAsync("#to-language");
        await page.WaitForTextAsync("Nothing matches “xylophone”");
        await page.GoAsync(_page.At("/?view=library"));
        await page.WaitForTextAsync("Folders");
        Assert.Equal("en", await page.ValueAsync<string>("document.documentElement.lang"));
    }

    [Fact]
    public async Task Library_ShowsFoldersWithCounts_AndRefusesAFolderThatIsNotThere()
    {
        await using var page = await _page.OpenAsync("/?view=library");
        await page.WaitForTextAsync("5 files · all captioned");
        await page.ClickAsync("#folder");
        await page.TypeAsync("/no/such/folder");
        await page.PressAsync("Enter");
        await page.WaitForTextAsync("there is no such folder");
        Assert.Equal("true", await page.ValueAsync<string>("document.querySelector('#folder').getAttribute('aria-invalid')"));
    }

    /// <summary>Counted, not timed: what a first visit fetches before it can be used, compressed.</summary>
    [Fact]
    public async Task FirstVisit_FetchesAFewKilobytes()
    {
        await using var page = await _page.OpenAsync("/");
        await page.SeeAsync("#home .card");
        var bytes = await page.ValueAsync<long>("""
            performance.getEntriesByType('navigation')[0].encodedBodySize
              + performance.getEntriesByType('resource').filter(e => /\.(js|css|svg)$/.test(e.name)).reduce((sum, e) => sum + e.encodedBodySize, 0)
            """);
        Assert.InRange(bytes, 1_000, 80_000);
    }
}
