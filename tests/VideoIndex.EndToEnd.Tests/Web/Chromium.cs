using Microsoft.Playwright;
using VideoIndex.Media;

[assembly: AssemblyFixture(typeof(VideoIndex.EndToEnd.Tests.Web.Chromium))]

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>
/// The Chromium of this machine, without a screen, one for all tests, started by the first that needs it; each page is a visitor of its own: no cookie
/// and no memory is shared.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Nothing that the browser asks of the internet for itself: a test machine may have none.</summary>
    private static readonly string[] Quiet =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--mute-audio",
    ];

    private static readonly string? Path = new[] { "chromium", "chromium-browser", "google-chrome" }.Select(ToolPath.Find).FirstOrDefault(found => found is not null);

    private readonly Lazy<Task<IBrowser>> _browser;
    private IPlaywright? _playwright;

    public Chromium() => _browser = new Lazy<Task<IBrowser>>(StartAsync);

    /// <summary>Skips the calling test, saying why, where no Chromium can be run.</summary>
    public static void SkipUnlessInstalled() => Assert.SkipUnless(Path is not null, "left out: Chromium (`chromium`) is not installed");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>An empty page of a new visitor; skips the calling test where there is no Chromium.</summary>
    internal async Task<WebPage> NewPageAsync(int width = 1440, int height = 900, string language = "en-US")
    {
        SkipUnlessInstalled();
        return await WebPage.OpenAsync(await _browser.Value, width, height, language);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
            await (await _browser.Value).DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Never a browser that the library would fetch: what people have is what is tested.</summary>
    private async Task<IBrowser> StartAsync()
    {
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            Args = Quiet,
            ChromiumSandbox = !Environment.IsPrivilegedProcess, // it wants not to be root; what it shows here is ours
        });
    }
}
