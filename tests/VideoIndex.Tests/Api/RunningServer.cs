using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using VideoIndex.Api;
using VideoIndex.Catalog;
using VideoIndex.Cli.Serve;
using VideoIndex.Core;
using VideoIndex.TextIndex;
using VideoIndex.Worker;

namespace VideoIndex.Tests.Api;

/// <summary>A server on a free port of loopback over a catalog that a test fills, with an indexer that the test holds in its hand.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly CaptionSettings Settings = new("fake@0", "fp32", "What happens?", 64, new WindowPlan(TimeSpan.FromSeconds(10), 3));

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();
    private WebApplication? _app;

    public RunningServer() => Directory.CreateDirectory(Films);

    public string Data => _folder["data"];

    public string Films => _folder["films"];

    public string this[params string[] parts] => _folder[parts];

    public FakeIndexer Indexer { get; } = new();

    /// <summary>What /jobs shows.</summary>
    public JobBoard Board { get; } = new();

    public FakeAsker Asker { get; } = new();

    public FakeEstimator Estimator { get; } = new();

    /// <summary>Null: words only.</summary>
    public Func<ITextEmbedder>? Embedder { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public List<string> Log { get; } = [];

    public HttpClient Http { get; private set; } = null!;

    public TokenFile Tokens => new(Data, TimeProvider.System);

    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. _app!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public IServiceProvider Services => _app!.Services;

    /// <summary>All that a request passes once it is read.</summary>
    public RequestDelegate Pipeline() => ((IApplicationBuilder)_app!).Build();

    public async Task<RunningServer> StartAsync(Func<ServeOptions, ServeOptions>? change = null)
    {
        var options = new ServeOptions { DataFolder = Data, Host = "127.0.0.1", Port = 0 };
        var parts = Parts();
        _app = WebServer.Build(change?.Invoke(options) ?? options, parts);
        await _app.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{new Uri(_app.Urls.First()).Port}/"),
        };
        return this;
    }

    public ServeParts Parts() => new(
        () => Indexer, Publish, Log.Add, Clock,
        new Editor(new IndexerOptions { DataFolder = Data }, new SharedWriter(Data, TimeProvider.System)))
    {
        Asker = Asker,
        OpenEstimator = () => Estimator,
        JobsPage = new JobsPage(Board).AnswerAsync,
        Meaning = Embedder is { } load ? new MeaningParts(load, _ => PublishVectors()) : null,
    };

    /// <summary>A film with a caption for each ten seconds, as a file with some bytes in it.</summary>
    public long Film(string name, params string[] captions)
    {
        using var catalog = CatalogWriter.Open(Data, TimeProvider.System);
        var library = catalog.AddLibrary(Films);
        File.WriteAllText(Path.Combine(Films, name), "not a film");
        var media = catalog.PutFile(library.Id, name, 10, 1, Convert.ToHexStringLower(Guid.NewGuid().ToByteArray())).MediaId!.Value;
        var length = TimeSpan.FromSeconds(10 * captions.Length);
        catalog.StoreProbe(media, new MediaProbe(length, 320, 180, "mp4", "h264", 12, false, 0, [], []), captions.Length);
        catalog.StoreCues(media, "cues", [new Cue(TimeRange.FromMs(1_000, 2_000), "somebody speaks of cheese", "sidecar:a.srt")]);
        catalog.StoreCaptions(Settings, [.. captions.Select((text, i) => (media, new Caption(TimeRange.FromMs(i * 10_000L, (i + 1) * 10_000L), text, [], "cpu")))]);
        return media;
    }

    public async Task<JsonElement> JsonAsync(string address)
    {
        using var answer = await Http.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Sends one request with these headers, as no browser of ours would.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, HttpContent? body = null, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        // Events never end: the head is the answer.
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public async Task StopAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _app!.StopAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        Board.Dispose();
        _folder.Dispose();
    }

    /// <summary>A real client of the tools for agents, over HTTP.</summary>
    public Task<McpClient> ConnectAgentAsync(CancellationToken cancel) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(Http.BaseAddress!, "mcp"), TransportMode = HttpTransportMode.StreamableHttp }), cancellationToken: cancel);

    public void PublishVectors()
    {
        using var embedder = Embedder!();
        new VectorPublisher(Data, Path.Combine(Data, "vectors"), embedder).CatchUp(_ => { }, CancellationToken.None);
    }

    public void Publish(CancellationToken cancel)
    {
        using var reader = CatalogReader.Open(Data);
        using var writer = TextIndexWriter.TryOpen(Path.Combine(Data, "text"), reader.CatalogId);
        if (writer is null)
            return;
        while (writer.AppliedChange < reader.LastChange())
            writer.Apply(reader.TextChangesAfter(writer.AppliedChange, 100, out var upTo), upTo);
        writer.Commit();
    }
}
