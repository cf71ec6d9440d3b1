[assembly: AssemblyFixture(typeof(VideoIndex.EndToEnd.Tests.Web.Chromium))]

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>
/// A real Chromium without a screen, one for all tests, started by the first that needs it; each page is a visitor of its own: no cookie and no memory
/// is shared.
/// </summary>
/// <remarks>Microsoft.Playwright would do the same: its package has 211 MB and fills 770 MB of every machine that restores it, for the few calls used here.</remarks>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Nothing that the browser asks of the internet for itself: a test machine may have none.</summary>
    private static readonly string[] Quiet =
    [
        "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--mute-audio", "--remote-debugging-port=0",
    ];

    private static readonly string? Path = Find();

    private readonly TemporaryFolder _profile = TestFolders.NewTemporary();
    private readonly Lazy<Task<DevTools>> _tools;
    private RunningProgram? _browser;

    public Chromium() => _tools = new Lazy<Task<DevTools>>(StartAsync);

    /// <summary>Skips the calling test, saying why, where no Chromium can be run.</summary>
    public static void SkipUnlessInstalled() => Assert.SkipUnless(Path is not null, "left out: Chromium (`chromium`) is not installed");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>An empty page of a new visitor; skips the calling test where there is no Chromium.</summary>
    internal async Task<WebPage> NewPageAsync(int width = 1440, int height = 900, string language = "en-US")
    {
        SkipUnlessInstalled();
        return await WebPage.OpenAsync(await _tools.Value, width, height, language);
    }

    public async ValueTask DisposeAsync()
    {
        if (_tools.IsValueCreated)
            await (await _tools.Value).DisposeAsync();
        if (_browser is not null)
            await _browser.DisposeAsync();
        await DeleteProfileAsync();
    }

    private async Task<DevTools> StartAsync()
    {
        // its own sandbox wants not to be root; what it shows here is ours
        string[] root = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [];
        _browser = new ProgramRunner { Command = [Path!], WorkingFolder = _profile.Path }.Start([.. Quiet, .. root, $"--user-data-dir={_profile["profile"]}", "about:blank"]);
        await _browser.WaitForTextAsync("DevTools listening on ");
        var line = _browser.Error.Split('\n').First(each => each.Contains("DevTools listening on ", StringComparison.Ordinal));
        return await DevTools.ConnectAsync(new Uri(line[(line.IndexOf("ws://", StringComparison.Ordinal))..].Trim()));
    }

    /// <summary>Its children write for a moment after it has ended.</summary>
    private async Task DeleteProfileAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _profile.Dispose();
                return;
            }
            catch (IOException) when (attempt < 20)
            {
                await Task.Delay(100);
            }
        }
    }

    private static string? Find() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         from name in new[] { "chromium", "chromium-browser", "google-chrome" }
         let path = System.IO.Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();
}
