using System.Text.Json;
using VideoIndex.EndToEnd.Tests.Api;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>The page under the rules of axe-core: names, roles, contrast, headings, in both themes.</summary>
public sealed class AccessibilityTests(ServedSamples samples, Chromium browser)
{
    private static readonly string Rules = Path.Combine(TestFolders.Repository, "artifacts", "axe", "axe.min.js");

    private readonly ServedPage _page = new(samples, browser);

    [Theory]
    [InlineData("/", "", "#home .card")]
    [InlineData("/?q=goal", "", "#results .card")]
    [InlineData("/?q=goal+longer:1m", ".filter-row button", ".filter-form:popover-open")]
    [InlineData("/?q=xylophone", "", "#results .closest")]
    [InlineData("/?q=after:when", "", "#results .notice, #results .note, #results .card")]
    [InlineData("/?like=1@5", "", "#results .card, #results .notice")]
    [InlineData("/?q=goal&m=1&t=5", "", ".track")]
    [InlineData("/?q=goal&m=1&t=5", ".edit", ".editor")]
    [InlineData("/?q=goal&m=1&t=5", "#tab-ask", ".welcome")]
    [InlineData("/?q=goal&m=1&t=5", "#tab-ask|.welcome button", ".answer:not(.thinking)")]
    [InlineData("/?m=999&t=5", "", "#moment .notice")]
    [InlineData("/?view=library", "", ".folders li")]
    [InlineData("/?q=goal", "#to-keys", "dialog[open]")]
    [InlineData("/try.html", "", ".operation")]
    [InlineData("/sign-in", "", "#token")]
    [InlineData("/sign-in?code=spent", "", "button[autofocus]")]
    [InlineData("/sign-in?code=spent", "form button", "[role=alert]")]
    public async Task Page_BreaksNoSeriousRule(string path, string clicks, string shown)
    {
        Assert.SkipUnless(File.Exists(Rules), "left out: axe-core is not at hand (`dev setup` fetches it where npm is installed)");
        var rules = await File.ReadAllTextAsync(Rules, TestContext.Current.CancellationToken);
        foreach (var theme in new[] { "light", "dark" })
        {
            await using var page = await _page.OpenAsync(path);
            await page.UseThemeAsync(theme);
            await page.StubAsync("/ask", StubbedAnswer.Events(("done", new { text = "At 0:10.", model = "m", device = "cpu", precision = "fp32", ms = 10, times = new[] { new { start_ms = 0, end_ms = 10_000 } } })));
            await page.WaitForAsync("document.querySelector('.card, .track, .notice, .folders li, .operation, form')");
            foreach (var each in clicks.Split('|', StringSplitOptions.RemoveEmptyEntries))
                await page.WaitForAsync($"(e => e && (e.click(), true))(document.querySelector('{each}'))");
            await page.WaitForAsync($"document.querySelector('{shown}')");
            await page.ValueAsync<object>(rules + "; null");
            var answer = await page.ValueAsync<JsonElement>("axe.run().then(r => ({ passes: r.passes.length, broken: r.violations.filter(v => /serious|critical/.test(v.impact)).map(v => v.id + ' ' + v.nodes[0].html) }))");
            Assert.True(answer.GetProperty("passes").GetInt32() > 10, "axe looked at nothing");
            Assert.Equal("[]", answer.GetProperty("broken").GetRawText());
        }
    }
}
