namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>What a person changes from the page: captions, what a search leaves out, saved searches.</summary>
public sealed class WritingTests(SmallLibrary library, Chromium browser)
{
    [Fact]
    public async Task CorrectedCaption_IsShownAndFound_AndTheModelsComesBack()
    {
        await using var page = await OpenAsync("/?m=1&t=0");
        await page.SeeAsync(".track [aria-current]");
        await page.PressAsync("e");
        await page.WaitForAsync("document.activeElement.matches('.editor textarea')");
        await page.ValueAsync<object>("document.activeElement.select()");
        await page.TypeAsync("A giraffe explains the figures.");
        await page.ClickAsync(".editor .primary");
        await page.WaitForAsync("document.querySelector('.track [aria-current] .line').textContent.includes('A giraffe explains') && document.querySelector('.by-hand')");

        await page.GoAsync((await library.ServeAsync()).At("/?q=giraffe"));
        await page.WaitForAsync("document.querySelector('#results .card .caption')?.textContent === 'A giraffe explains the figures.' && document.querySelector('.source')");
        await page.GoAsync((await library.ServeAsync()).At("/?m=1&t=0"));
        await page.ClickAsync(".track .edit");
        Assert.Contains("A man points at a chart.", await page.ValueAsync<string>("document.querySelector('.editor').textContent"), StringComparison.Ordinal);
        await page.ClickAsync(".editor .tool:last-child");
        await page.WaitForAsync("document.querySelector('.track .line').textContent.includes('A man points at a chart.') && !document.querySelector('.by-hand')");
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task NotThis_LeavesTheClipOut_UntilItIsUndone()
    {
        await using var page = await OpenAsync("/?q=hand");
        await page.WaitForAsync("document.querySelector('#results .card')?.textContent.includes('shakes a hand')");
        await page.ClickAsync("#results .not");
        await page.WaitForAsync("document.querySelector('.taken') && !document.querySelector('#results .card')");
        var server = await library.ServeAsync();
        await page.GoAsync(server.At("/?q=hand"));
        await page.WaitForAsync("document.querySelector('#results .note, #results .notice')?.textContent.includes('left out')");

        await page.GoAsync(server.At("/?q=people+clap"));
        await page.ClickAsync("#results .not");
        await page.ClickAsync(".taken button");
        await page.WaitForAsync("document.activeElement.textContent.includes('People clap')");
        await page.GoAsync(server.At("/?q=people+clap"));
        await page.WaitForAsync("document.querySelector('#results .card')?.textContent.includes('People clap')");
    }

    [Fact]
    public async Task FilmThatIsAway_IsSaid_WithWhatWasSeenInIt_AndPlaysWhenItIsBack()
    {
        const string Plays = "document.querySelector('.screen.ready video')";
        var server = await library.ServeAsync();
        var away = library.FilmPath + ".away";
        File.Move(library.FilmPath, away);
        try
        {
            await using var page = await OpenAsync("/?m=1&t=12");
            await page.WaitForAsync("document.querySelector('.cannot[role=alert]')?.textContent.startsWith('The file cannot be found now')");
            await page.WaitForTextAsync("A woman shakes a hand.");
            await page.WaitForAsync($"!{Plays}");
            File.Move(away, library.FilmPath);
            await page.GoAsync(server.At("/?m=1&t=12"));
            await page.WaitForAsync($"{Plays} && !document.querySelector('.cannot')");
        }
        finally
        {
            if (File.Exists(away))
                File.Move(away, library.FilmPath);
        }
    }

    [Fact]
    public async Task SavedSearch_IsThereForEveryBrowser_AndForgotten()
    {
        var server = await library.ServeAsync();
        await using var page = await OpenAsync("/?q=clap+OR+hall");
        await page.ClickAsync("#results [aria-pressed=false]");
        await page.WaitForAsync("document.querySelector('#results [aria-pressed=true]')?.textContent === 'Saved'");
        await using var other = await OpenAsync("/");
        await other.WaitForAsync("document.querySelector('.searches .chip')?.textContent === 'clap OR hall'");
        await other.PressAsync("/");
        await other.WaitForAsync("document.querySelector('#suggestions li')?.textContent === 'clap OR hall'");
        await other.PressAsync("Escape");
        await other.ClickAsync(".searches .chip");
        await other.ClickAsync("#results [aria-pressed=true]");
        await other.SeeAsync("#results [aria-pressed=false]");
        await other.GoAsync(server.At("/"));
        await other.WaitForAsync("document.querySelector('#home .card') && !document.querySelector('.searches .chip use[href=\"#i-starred\"]')");
    }

    /// <summary>A sign-in that may only search: the page says so, and keeps what was written.</summary>
    [Fact]
    public async Task WhatMayNotBeChanged_IsSaid_AndNothingIsLost()
    {
        await using var page = await OpenAsync("/?m=1&t=20");
        await page.StubAsync("/correction", StubbedAnswer.Problem(403, "not_allowed", "this token may only search"));
        await page.SeeAsync(".track [aria-current]");
        await page.PressAsync("e");
        await page.TypeAsync(" My words.");
        await page.ClickAsync(".editor .primary");
        await page.WaitForAsync("document.querySelector('.editor .wrong').textContent.includes('may look, but not change')");
        Assert.EndsWith("My words.", await page.ValueAsync<string>("document.querySelector('.editor textarea').value"), StringComparison.Ordinal);
    }

    private async Task<WebPage> OpenAsync(string path)
    {
        Chromium.SkipUnlessInstalled();
        var page = await browser.NewPageAsync();
        await page.GoAsync((await library.ServeAsync()).At(path));
        return page;
    }
}
