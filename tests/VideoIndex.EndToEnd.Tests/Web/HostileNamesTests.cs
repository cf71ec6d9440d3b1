using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>A library whose names, captions, corrections, cues, failures and answers try to be markup: the page shows them as the text they are.</summary>
public sealed class HostileNamesTests(HostileLibrary library, Chromium browser) : IClassFixture<HostileLibrary>
{
    private const string Name = "<img src=x onerror=window.hacked=1>";
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
        await page.SeeAsync(".card, .track, .failures li, .notice");
        await page.WaitForAsync("document.body.textContent.includes('<img src=x') || document.body.textContent.includes('<svg onload')");
        await page.HoverAsync("main");
        await AssertNothingRan(page);
    }

    [Fact]
    public async Task CaptionsCorrectionsAndLines_StandLetterForLetter_InTheListTheEditorAndOverTheFilm()
    {
        await using var page = await OpenAsync("/?q=goal&m=1&t=1");
        await page.SeeAsync(".track");
        Assert.Equal([HostileLibrary.Caption, HostileLibrary.Line, HostileLibrary.Corrected],
            await page.ValueAsync<string[]>("[...document.querySelectorAll('.track li:not(.chapter) .line > span')].map(span => span.textContent)"));
        await page.ClickAsync(".track li:last-child .edit");
        await page.SeeAsync(".editor textarea");
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
        await page.ClickAsync("#tab-ask");
        await page.ClickAsync("#question");
        await page.TypeAsync("<svg onload=window.hacked=1>");
        await page.PressAsync("Enter");
        await page.SeeAsync(".answer:not(.thinking)");
        Assert.Equal(Answer, await page.ValueAsync<string>("document.querySelector('.answer .words').textContent"));
        await AssertNothingRan(page);
    }

    [Fact]
    public async Task SavedSearches_EarlierOnes_AndSuggestedFilms_StandLetterForLetter()
    {
        const string Saved = "goal \"><svg onload=window.hacked=1>", Earlier = "<img src=x onerror=window.hacked=1> goal";
        Chromium.SkipUnlessInstalled();
        using var http = new HttpClient { BaseAddress = (await library.ServeAsync()).Address };
        using (var put = await http.PutAsJsonAsync($"/api/saved-searches/{Uri.EscapeDataString(Name)}", new { query = Saved }, TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        await using var page = await OpenAsync("/");
        await page.ClickAsync("#q");
        await page.TypeAsync(Earlier);
        await page.PressAsync("Enter");
        await page.SeeAsync("#results:not([hidden]) .card");
        await page.GoAsync((await library.ServeAsync()).At("/"));
        await page.WaitForAsync("document.querySelectorAll('.searches .chip').length === 2");
        Assert.Equal([Name, Earlier], await page.ValueAsync<string[]>("[...document.querySelectorAll('.searches .chip')].map(chip => chip.textContent)"));
        Assert.Equal(Saved, await page.ValueAsync<string>("document.querySelector('.searches .chip').title"));
        await page.ClickAsync("#q");
        await page.TypeAsync("<img");
        await page.WaitForAsync("document.querySelectorAll('#suggestions li').length === 3");
        Assert.Equal([Name, Earlier, library.Film], await page.ValueAsync<string[]>("[...document.querySelectorAll('#suggestions li')].map(option => option.textContent)"));
        await AssertNothingRan(page);
    }

    [Fact]
    public async Task CaptionOverTheTimeline_StandsLetterForLetter()
    {
        await using var page = await OpenAsync("/?q=goal&m=1&t=1");
        await page.HoverAsync(".bar");
        await page.SeeAsync(".peek:not([hidden])");
        Assert.Equal(HostileLibrary.Corrected, await page.ValueAsync<string>("document.querySelector('.peek > span').textContent"));
        await AssertNothingRan(page);
    }

    [Fact]
    public async Task FoldersToChooseFrom_StandLetterForLetter()
    {
        await using var page = await OpenAsync("/?view=library");
        var root = await page.ValueAsync<string>("fetch('/api/libraries').then(answer => answer.json()).then(answer => answer.libraries[0].path)");
        Directory.CreateDirectory(Path.Combine(root, Name));
        await page.SeeAsync(".failures li"); // all is there: nothing moves any more
        await page.ValueAsync<string>($"document.querySelector('#folder').value = {JsonSerializer.Serialize(root)}");
        await page.ClickAsync(".add .row button:not(.primary)");
        await page.WaitForAsync("document.querySelectorAll('#folders[open] .place').length === 2");
        Assert.Equal(Name, await page.ValueAsync<string>("[...document.querySelectorAll('.place')].at(-1).textContent"));
        await page.ClickAsync(".places li:last-child .place");
        await page.WaitForAsync("document.querySelectorAll('#folders[open] .place').length === 1");
        Assert.Equal(Path.Combine(root, Name), await page.ValueAsync<string>("document.querySelector('#folders .where').textContent"));
        await AssertNothingRan(page);
    }

    [Fact]
    public async Task LinkForAPhone_StandsLetterForLetter_AndItsPictureIsOnlyAPicture()
    {
        await using var page = await OpenAsync("/?view=library");
        await page.StubAsync("/api/sign-in-links", StubbedAnswer.Json(new
        {
            address = Name,
            lasts_s = 600,
            qr_svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" onload=\"window.hacked=1\"><script>parent.hacked=1</script></svg>",
        }));
        await page.SeeAsync(".failures li");
        await page.ClickAsync(".others button");
        await page.WaitForAsync("document.querySelector('#phone[open] img')?.complete");
        Assert.Equal(Name, await page.ValueAsync<string>("document.querySelector('#phone code').textContent"));
        await AssertNothingRan(page);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WorkUnderWay_AndWhyItBroke_StandLetterForLetter(bool runs)
    {
        await using var page = await OpenAsync("/");
        await page.StubAsync("/api/jobs", StubbedAnswer.Events(("progress", new
        {
            stage = runs ? "caption" : "idle",
            files_found = 1,
            windows_done = 1,
            windows_left = 1,
            failed = 1,
            times_real_time = 1,
            current = Name,
            running = runs,
            failure = runs ? null : new { code = Name, message = Name, hint = Name },
        })));
        await page.GoAsync((await library.ServeAsync()).At("/?view=library"));
        await page.WaitForAsync($"document.querySelector('.work')?.textContent.includes({JsonSerializer.Serialize(Name)})");
        await AssertNothingRan(page);
    }

    [Theory]
    [InlineData("/api/media/{id}", "path", "<img src=x")]
    [InlineData("/api/media/{id}/windows", "corrected", "iframe srcdoc")]
    [InlineData("/api/search", "caption", "<img src=x")]
    [InlineData("/api/search.csv", "path", "<img src=x")]
    [InlineData("/live/{query}.xspf", "title", "&lt;img")]
    public async Task AnswersOnThePageToTryTheApi_StandLetterForLetter(string operation, string field, string letters)
    {
        Chromium.SkipUnlessInstalled();
        await using var page = await browser.NewPageAsync();
        await page.GoAsync((await library.ServeAsync()).At("/try.html"), ".operation");
        await page.ValueAsync<string>($$"""
            (() => {
              const operation = [...document.querySelectorAll('.operation')].find(each => each.querySelector('summary').textContent.startsWith('GET' + {{JsonSerializer.Serialize(operation)}}));
              operation.open = true;
              for (const input of operation.querySelectorAll('input[required]')) input.value = input.inputMode === 'numeric' ? '1' : 'goal';
              operation.querySelector('form').requestSubmit();
              return '';
            })()
            """);
        await page.SeeAsync(".operation[open] .answer pre");
        var answer = await page.ValueAsync<string>("document.querySelector('.operation[open] .answer pre').textContent");
        Assert.Contains(field, answer, StringComparison.Ordinal);
        Assert.Contains(letters, answer, StringComparison.Ordinal);
        await AssertNothingRan(page);
    }

    private static async Task AssertNothingRan(WebPage page)
    {
        Assert.Equal(0, await page.ValueAsync<int>("document.querySelectorAll('body img[src=x], body script, body iframe, body [onerror], body [onload], body b b, a[href^=javascript]').length"));
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
