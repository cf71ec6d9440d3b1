using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using VideoIndex.Core;

namespace VideoIndex.Tests.Api;

public sealed class EstimateRouteTests : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _server.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Estimate_TellsTheCostOfAFolder()
    {
        using var answer = await AskAsync(_server.Films);
        var cost = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("""{"files":7,"hours":1.5,"windows":540,"spread":0.1,"model":"fake","device":"cpu","seconds_estimated":90,"seconds_with_one_frame":null}""", cost.GetRawText());
        Assert.Equal((_server.Films, SpeedTrials.WhenWorthIt), Assert.Single(_server.Estimator.Requests));
    }

    [Theory]
    [InlineData("films")]
    [InlineData("/no/such/folder")]
    [InlineData("/\0")]
    public async Task Estimate_RefusesWhatIsNoFolder(string path)
    {
        using var answer = await AskAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_server.Estimator.Requests);
    }

    [Fact]
    public async Task Estimate_MakesWayForARun_AndMeasuresNothingBesideOne()
    {
        _server.Estimator.Go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = AskAsync(_server.Films);
        await _server.Estimator.Asked.Task.WaitAsync(Cancel);
        using var started = await _server.SendAsync(HttpMethod.Post, "/api/libraries", JsonContent.Create(new { path = _server.Films }));
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        using var answer = await asking;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    private Task<HttpResponseMessage> AskAsync(string path) => _server.SendAsync(HttpMethod.Post, "/api/libraries/estimate", JsonContent.Create(new { path }));
}
