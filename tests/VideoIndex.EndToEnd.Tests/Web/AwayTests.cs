using VideoIndex.EndToEnd.Tests.Api;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>What a link leads to when that is no longer there: said in the page's language, and for people.</summary>
public sealed class AwayTests(ServedSamples samples, Chromium browser)
{
    private readonly ServedPage _served = new(samples, browser);

    [Fact]
    public async Task MomentThatIsGone_IsSaidInThePagesLanguage()
    {
        await using var page = await _served.OpenAsync("/?m=999999&t=10", language: "de-DE");
        await page.WaitForTextAsync("Diese Stelle gibt es nicht mehr");
        Assert.DoesNotContain("media", await page.ValueAsync<string>("document.querySelector('#moment .notice').innerText"), StringComparison.Ordinal);
    }
}
