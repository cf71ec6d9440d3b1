using System.Text.Json;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>The page under the rules of axe-core: names, roles, contrast, headings, in both themes.</summary>
[Collection(ServedSamples.Name)]
public sealed class AccessibilityTests(ServedSamples served)
{
    private static readonly string Rules = Path.Combine(TestFolders.Repository, "artifacts", "axe", "axe.min.js");

    [Theory]
    [InlineData("/", "#home .card")]
    [InlineData("/?q=goal", "#results .card")]
    [InlineData("/?q=xylophone", "#results .notice")]
    [InlineData("/?q=goal&m=1&t=5", ".track")]
    [InlineData("/?view=library", ".folders li")]
    public async Task Page_BreaksNoSeriousRule(string path, string shown)
    {
        Assert.SkipUnless(File.Exists(Rules), "left out: axe-core is not at hand (`dev setup` fetches it where npm is installed)");
        foreach (var theme in new[] { "light", "dark" })
        {
            await using var page = await served.OpenAsync(path);
            await page.UseThemeAsync(theme);
            await page.WaitForAsync($"document.querySelector('{shown}')");
            await page.ValueAsync<object>(await File.ReadAllTextAsync(Rules, TestContext.Current.CancellationToken) + "; null");
            var answer = await page.ValueAsync<JsonElement>("axe.run().then(r => ({ passes: r.passes.length, broken: r.violations.filter(v => /serious|critical/.test(v.impact)).map(v => v.id + ' ' + v.nodes[0].html) }))");
            Assert.True(answer.GetProperty("passes").GetInt32() > 10, "axe looked at nothing");
            Assert.Equal("[]", answer.GetProperty("broken").GetRawText());
        }
    }
}
