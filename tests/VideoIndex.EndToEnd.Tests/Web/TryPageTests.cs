using VideoIndex.EndToEnd.Tests.Api;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>The page to try the API: every operation is there, and what is sent comes back.</summary>
public sealed class TryPageTests(ServedSamples samples, Chromium browser)
{
    private readonly ServedPage _page = new(samples, browser);

    [Fact]
    public async Task Operation_IsSent_AndItsAnswerShown()
    {
        await using var page = await _page.OpenAsync("/?view=library");
        await page.ClickAsync("a[href='/try.html']");
        await page.WaitForAsync("document.querySelectorAll('.operation').length > 20");
        await page.ClickAsync(".operation:nth-child(3) summary");
        Assert.Equal("/api/search", await page.ValueAsync<string>("document.querySelector('.operation[open] summary code:nth-child(2)').textContent"));
        await page.ClickAsync("#GET-api-search-q");
        await page.TypeAsync("red goal");
        Assert.EndsWith("/api/search?q=red+goal'", await page.ValueAsync<string>("document.querySelector('.operation[open] .sent').textContent"), StringComparison.Ordinal);
        await page.PressAsync("Enter");
        await page.WaitForAsync("document.querySelector('.operation[open] .answer pre')?.textContent.includes('football-match.mp4')");
        Assert.StartsWith("200 · application/json", await page.ValueAsync<string>("document.querySelector('.operation[open] .answer p').textContent"), StringComparison.Ordinal);
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task PageThatWaits_SaysSo_AndShowsTheTroubleWhenNothingComes()
    {
        await using var page = await _page.OpenAsync("/try.html");
        var release = new TaskCompletionSource();
        await page.StubAsync("/openapi/", StubbedAnswer.Problem(500, "broken", "it broke") with { When = release.Task });
        await page.GoAsync(_page.At("/try.html"), "#operations[aria-busy] .ghost");
        await page.WaitForTextAsync("Reading what the server can do");
        release.SetResult();
        await page.WaitForAsync("document.querySelector('#operations [role=alert]')?.textContent.includes('500') && !document.querySelector('.ghost')");
    }

    [Fact]
    public async Task EveryReading_CanBeSentAsItStands()
    {
        await using var page = await _page.OpenAsync("/try.html");
        await page.WaitForAsync("document.querySelectorAll('.operation').length > 20");
        var answers = await page.ValueAsync<string[]>("""
            (async () => {
              const said = [];
              for (const operation of [...document.querySelectorAll('.operation')].filter(each => each.querySelector('.method').textContent === 'GET')) {
                operation.open = true;
                for (const input of operation.querySelectorAll('input[required]')) input.value = input.inputMode === 'numeric' ? '1' : 'goal';
                const end = operation.querySelector('[id$="end_ms"]');
                if (end) end.value = '2000';
                operation.querySelector('form').requestSubmit();
                for (let i = 0; i < 400 && !/^\d{3} /.test(operation.querySelector('.answer p')?.textContent); i++) await new Promise(done => setTimeout(done, 50));
                said.push(`${operation.querySelector('summary code:nth-child(2)').textContent}: ${operation.querySelector('.answer p').textContent.slice(0, 3)}`);
                operation.open = false;
              }
              return said;
            })()
            """);
        Assert.True(answers.Length > 10);
        Assert.All(answers, answer => Assert.EndsWith(": 200", answer, StringComparison.Ordinal));
        Assert.Empty(page.Errors);
    }
}
