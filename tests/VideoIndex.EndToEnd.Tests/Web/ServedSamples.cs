using VideoIndex.EndToEnd.Tests.MainJob;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>The sample films, indexed and served, with a browser beside: once for all tests that change nothing.</summary>
[CollectionDefinition(Name)]
public sealed class ServedSamples : IAsyncLifetime, ICollectionFixture<ServedSamples>
{
    public const string Name = "served samples";

    private readonly IndexedSamples _samples = new();
    private Server? _server;

    internal Chromium Browser { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await _samples.InitializeAsync();
        await Browser.InitializeAsync();
        _server = await Server.StartAsync(_samples.Data);
    }

    /// <summary>A page of a new visitor at this address.</summary>
    internal async Task<WebPage> OpenAsync(string path, int width = 1440, string language = "en-US")
    {
        var page = await Browser.NewPageAsync(width, language: language);
        await page.GoAsync(_server!.At(path));
        return page;
    }

    internal Uri At(string path) => _server!.At(path);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        await Browser.DisposeAsync();
        await _samples.DisposeAsync();
    }
}
