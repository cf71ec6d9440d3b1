using System.Net;
using System.Net.Http.Json;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>What the indexer does, as its owner sees it: under the same rules as our own pages, and with nothing to press.</summary>
public sealed class JobsPageTests(Chromium browser)
{
    [Fact]
    public async Task Jobs_OfARun_AreShown_AndCannotBeChanged()
    {
        Chromium.SkipUnlessInstalled();
        using var folder = TestFolders.NewTemporary();
        var films = Directory.CreateDirectory(folder["<img src=x onerror=window.hacked=1>"]).FullName; // names are strangers' text here, too
        File.Copy(Path.Combine(TestFolders.SampleMedia, "town-talk", "quarterly.mp4"), Path.Combine(films, "<svg onload=window.hacked=1>.mp4"));
        await using var server = await Server.StartAsync(folder["data"]);
        using var http = new HttpClient { BaseAddress = server.Address };
        using (var added = await http.PostAsJsonAsync("/api/libraries", new { path = films }, TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.Accepted, added.StatusCode);

        await using var page = await browser.NewPageAsync();
        await page.GoAsync(server.At("/jobs"), ".navbar");
        await page.WaitForAsync("document.title.includes('VideoIndex jobs') && getComputedStyle(document.querySelector('.navbar')).position === 'fixed'");
        for (var tries = 0; tries < 100 && !await page.ValueAsync<bool>("document.body.textContent.includes('CaptionJob.RunAsync')"); tries++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            await page.GoAsync(server.At("/jobs/jobs/succeeded"), ".navbar");
        }

        Assert.Contains("CaptionJob.RunAsync", await page.ValueAsync<string>("document.body.textContent"), StringComparison.Ordinal);
        Assert.Equal(0, await page.ValueAsync<int>("document.querySelectorAll('.js-jobs-list-command, input[type=checkbox]').length"));
        await page.ClickAsync("td a[href*='/jobs/jobs/details/']");
        await page.WaitForAsync("location.pathname.startsWith('/jobs/jobs/details/') && document.querySelector('.state-card')");
        Assert.False(await page.ValueAsync<bool>("'hacked' in window || document.querySelector('img[src=x], svg[onload]') !== null"));
        // The one rule that its charts break, and do without: they would set styles inside of elements.
        Assert.DoesNotContain(page.Errors, error => !error.Contains("Applying inline style violates", StringComparison.Ordinal));

        using var requeue = new HttpRequestMessage(HttpMethod.Post, "/jobs/jobs/succeeded/requeue")
        {
            Content = new FormUrlEncodedContent([new("jobs[]", "1")]),
            Headers = { { "Origin", server.Address.GetLeftPart(UriPartial.Authority) } },
        };
        using var refused = await http.SendAsync(requeue, TestContext.Current.CancellationToken);
        Assert.True((int)refused.StatusCode is 401 or 403, refused.StatusCode.ToString());
    }
}
