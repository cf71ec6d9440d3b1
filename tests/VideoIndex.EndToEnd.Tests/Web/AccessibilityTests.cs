using Microsoft.Playwright;
using VideoIndex.EndToEnd.Tests.Api;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>The page under the rules of axe-core: names, roles, contrast, headings, in both themes.</summary>
public sealed class AccessibilityTests(ServedSamples samples, Chromium browser)
{
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
        await using var page = await _page.OpenAsync(path);
        await page.StubAsync("/ask", StubbedAnswer.Events(("done", new { text = "At 0:10.", model = "m", device = "cpu", precision = "fp32", ms = 10, times = new[] { new { start_ms = 0, end_ms = 10_000 } } })));
        await page.SeeAsync(".card, .track, .notice, .folders li, .operation, form");
        foreach (var each in clicks.Split('|', StringSplitOptions.RemoveEmptyEntries))
            await page.ClickAsync(each);
        await page.SeeAsync(shown);
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.UseThemeAsync(theme);
            var (passes, broken) = await page.CheckAccessAsync();
            Assert.True(passes > 10, "axe looked at nothing");
            Assert.Empty(broken);
        }
    }
}
