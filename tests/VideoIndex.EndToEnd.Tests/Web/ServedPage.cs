using VideoIndex.EndToEnd.Tests.Api;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>The page over the sample films, for tests that change nothing there.</summary>
internal sealed class ServedPage(ServedSamples samples, Chromium browser)
{
    /// <summary>A page of a new visitor at this address.</summary>
    public async Task<WebPage> OpenAsync(string path, int width = 1440, string language = "en-US")
    {
        Chromium.SkipUnlessInstalled();
        await samples.ReadyAsync();
        var page = await browser.NewPageAsync(width, language: language);
        await page.GoAsync(At(path));
        return page;
    }

    public Uri At(string path) => new(samples.Http.BaseAddress!, path);

    /// <summary>The id of the sample film with this name.</summary>
    public async Task<long> MediaAsync(string file)
    {
        await samples.ReadyAsync();
        return await samples.MediaAsync(file);
    }
}
