using System.Diagnostics;
using System.Text;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Models;

/// <summary>What a pull takes, checks and writes down, against a hub on this machine.</summary>
public sealed class PullTests
{
    private const string Token = "hf_0123456789abcdef";

    [Fact]
    public async Task Pull_BringsEveryFile_AndWritesDownWhatItReceived()
    {
        await using var fixture = new HubFixture();
        var model = await fixture.PullAsync();
        fixture.AssertWhole();
        var manifest = ModelManifest.Read(fixture.ModelFolder);
        Assert.Equal((ModelState.Whole, HubFixture.Model.Repository, HubFixture.Model.Revision), (model.State, manifest.Source, manifest.Revision));
        Assert.Equal(fixture.Hub.Endpoint.GetLeftPart(UriPartial.Authority), manifest.Endpoint);
        Assert.Equal(fixture.Hub.Files.Select(file => (file.Key, (long)file.Value.Length, FakeHub.Sha256(file.Value))).Order(),
            manifest.Files.Select(file => (file.File, file.Size, file.Sha256)).Order());
        Assert.All(fixture.Hub.Requests, request => Assert.True(request.ToCdn || request.Path.Contains(HubFixture.Model.Revision, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pull_ReportsHowFarItIs()
    {
        await using var fixture = new HubFixture();
        await fixture.PullAsync();
        var total = fixture.Hub.Files.Sum(file => (long)file.Value.Length);
        Assert.All(fixture.Progress, at => Assert.Equal(total, at.Total));
        Assert.Equal(total, fixture.Progress[^1].Done);
        Assert.Equal(HubFixture.Weights, fixture.Progress[^1].File);
        Assert.True(fixture.Progress[^1].BytesPerSecond > 0);
    }

    [Fact]
    public async Task Pull_TakesNothingElseOfTheRepository()
    {
        await using var fixture = new HubFixture();
        var ours = fixture.Hub.Files.ToDictionary();
        string[] others = ["README.md", ".gitattributes", "modeling.py", "pytorch_model.bin", "training.pkl", "onnx/model.onnx", "onnx/config.json", "model.onnx", "manifest.json", ".hidden.json"];
        foreach (var other in others)
            fixture.Hub.Files[other] = [1, 2, 3];
        await fixture.PullAsync();
        foreach (var other in others)
            fixture.Hub.Files.Remove(other);
        Assert.Equal(ours.Keys, fixture.Hub.Files.Keys);
        fixture.AssertWhole();
        Assert.DoesNotContain(fixture.Hub.ContentRequests, request => others.Any(other => request.Path.EndsWith("/" + other, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pull_TakesTheEmbeddersOneNetwork_UnderItsOwnName()
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Files.Clear();
        foreach (var name in (string[])["tokenizer.json", "README.md", "modules.json", "model.safetensors", "onnx/model.onnx"])
            fixture.Hub.Files[name] = Encoding.UTF8.GetBytes($"content of {name}");
        foreach (var (name, path) in new[] { ("config.json", "config.json"), ("vocab.txt", "vocab.txt"), ("model-int8.onnx", "onnx/model_quint8_avx2.onnx") })
            fixture.Hub.Files[path] = await File.ReadAllBytesAsync(Path.Combine(TestFolders.SampleModel, "embedder", name), TestContext.Current.CancellationToken);
        var model = await fixture.Store.PullAsync(PublishedModel.Find("minilm")!, fixture.Options, new Progress<PullProgress>(), TestContext.Current.CancellationToken);
        Assert.Equal(ModelKind.TextEmbedder, model.Kind);
        Assert.Equal(["config.json", "manifest.json", "model-int8.onnx", "tokenizer.json", "vocab.txt"], Names(model.Folder));
        using var embedder = TextEmbedder.Load(model.Folder, threads: 1);
        Assert.Null(fixture.Store.Default());
    }

    [Fact]
    public async Task Pull_AsksForNothing_WhenTheModelIsThere()
    {
        await using var fixture = new HubFixture();
        await fixture.PullAsync();
        var before = fixture.Hub.Requests.Count;
        await fixture.PullAsync();
        Assert.Equal(before, fixture.Hub.Requests.Count);
    }

    [Fact]
    public async Task Pull_FetchesOnlyTheDamagedFile_OfAModelThatIsThere()
    {
        await using var fixture = new HubFixture();
        await fixture.PullAsync();
        var tokenizer = Path.Combine(fixture.ModelFolder, "tokenizer.json");
        var bytes = await File.ReadAllBytesAsync(tokenizer, TestContext.Current.CancellationToken);
        bytes[1000] ^= 1;
        await File.WriteAllBytesAsync(tokenizer, bytes, TestContext.Current.CancellationToken);
        var before = fixture.Hub.ContentRequests.Count;
        await fixture.PullAsync();
        fixture.AssertWhole();
        Assert.EndsWith("/tokenizer.json", Assert.Single(fixture.Hub.ContentRequests.Skip(before)).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_GoesToTheHubAlone()
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Answer = request => request.Path.EndsWith("/config.json", StringComparison.Ordinal) && !request.Path.StartsWith("/moved/", StringComparison.Ordinal)
            ? FakeHub.Redirect("/moved/a/b/c/config.json") : null;
        await fixture.PullAsync(fixture.Options with { Token = Token });
        Assert.Contains(fixture.Hub.Requests, request => request.ToCdn);
        Assert.Contains(fixture.Hub.Requests, request => request.Path.StartsWith("/moved/", StringComparison.Ordinal));
        Assert.All(fixture.Hub.Requests, request => Assert.Equal(request.ToCdn ? null : $"Bearer {Token}", request.Authorization));
        Assert.All(Directory.EnumerateFiles(fixture.Folder.Path, "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain(Token, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401, null, "no token was sent")]
    [InlineData(401, Token, "with the token in HF_TOKEN")]
    [InlineData(403, Token, "with the token in HF_TOKEN")]
    public async Task Refusal_IsSaidWithWhatToDo(int status, string? token, string said)
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Answer = _ => new HubReply(status);
        var trouble = await fixture.FailAsync(fixture.Options with { Token = token });
        Assert.Equal(ErrorCodes.AccessDenied, trouble.Code);
        Assert.Contains(said, trouble.Message, StringComparison.Ordinal);
        Assert.Contains("licence", trouble.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, trouble.ToString(), StringComparison.Ordinal);
        Assert.Single(fixture.Hub.Requests);
    }

    [Fact]
    public async Task Absence_IsSaid_AndNotAskedForTwice()
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Answer = _ => new HubReply(404);
        var trouble = await fixture.FailAsync();
        Assert.Equal(ErrorCodes.DownloadFailed, trouble.Code);
        Assert.Contains("404", trouble.Message, StringComparison.Ordinal);
        Assert.Single(fixture.Hub.Requests);
    }

    [Theory]
    [InlineData(HubFixture.Weights, "SHA-256")]
    [InlineData("tokenizer.json", "git hash")]
    public async Task OtherContentThanNamed_IsRefusedAndDeleted(string name, string kind)
    {
        await using var fixture = new HubFixture();
        var content = fixture.Hub.Files[name];
        var forged = content.ToArray();
        forged[^1] ^= 1;
        fixture.Hub.Answer = request => request.Path.EndsWith("/" + name, StringComparison.Ordinal) && fixture.Hub.Usual(request).Status == 200
            ? FakeHub.Content(request, forged, "\"forged\"") : null;
        var trouble = await fixture.FailAsync();
        Assert.Equal(ErrorCodes.ModelDamaged, trouble.Code);
        Assert.Contains(kind, trouble.Message, StringComparison.Ordinal);
        if (name == HubFixture.Weights)
        {
            Assert.Contains(FakeHub.Sha256(content), trouble.Message, StringComparison.Ordinal);
            Assert.Contains(FakeHub.Sha256(forged), trouble.Message, StringComparison.Ordinal);
        }

        fixture.AssertNothingPublished();
        Assert.Empty(Directory.EnumerateFiles(fixture.Folder.Path, name + "*", SearchOption.AllDirectories));
        fixture.Hub.Answer = _ => null;
        await fixture.PullAsync();
        fixture.AssertWhole();
    }

    [Fact]
    public async Task TwoHashesForOneFile_AreRefusedBeforeItIsReceived()
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Answer = request => !request.ToCdn && request.Path.EndsWith(HubFixture.Weights, StringComparison.Ordinal)
            ? fixture.Hub.Usual(request) with { Headers = new Dictionary<string, string>(fixture.Hub.Usual(request).Headers) { ["X-Linked-Etag"] = $"\"{new string('a', 64)}\"" } }
            : null;
        var trouble = await fixture.FailAsync();
        Assert.Equal(ErrorCodes.ModelDamaged, trouble.Code);
        Assert.Contains("two hashes", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongerContentThanListed_IsRefused()
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Answer = request => request.ToCdn ? new HubReply(200, [.. fixture.Hub.Files[HubFixture.Weights], 1]) : null;
        var trouble = await fixture.FailAsync();
        Assert.Equal(ErrorCodes.DownloadFailed, trouble.Code);
        Assert.Contains("longer than", trouble.Message, StringComparison.Ordinal);
        fixture.AssertNothingPublished();
    }

    [Theory]
    [InlineData("../evil.json")]
    [InlineData("../../../evil.json")]
    [InlineData("/tmp/evil.json")]
    [InlineData("a/../../evil.json")]
    [InlineData(@"..\evil.json")]
    [InlineData(@"C:\evil.json")]
    [InlineData("evil\0.json")]
    public async Task NameThatLeavesTheRepository_RefusesTheWholeList(string name)
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Files[name] = [1, 2, 3];
        var trouble = await fixture.FailAsync();
        Assert.Equal(ErrorCodes.DownloadFailed, trouble.Code);
        Assert.Empty(fixture.Hub.ContentRequests);
        Assert.Empty(Directory.EnumerateFiles(fixture.Folder.Path, "*evil*", SearchOption.AllDirectories));
        fixture.AssertNothingPublished();
    }

    [Fact]
    public async Task ContentThatIsNoModel_IsNotPublished()
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Files["config.json"] = Encoding.UTF8.GetBytes("""{"model_type":"llama"}""");
        var trouble = await fixture.FailAsync();
        Assert.Equal(ErrorCodes.ModelUnsupported, trouble.Code);
        fixture.AssertNothingPublished();
    }

    [Fact]
    public async Task NoRoom_IsSaidBeforeAnythingIsReceived()
    {
        await using var fixture = new HubFixture(_ => 3_000_000);
        var trouble = await fixture.FailAsync();
        Assert.Equal(ErrorCodes.DiskFull, trouble.Code);
        Assert.Contains("0.00 GB are free", trouble.Message, StringComparison.Ordinal);
        Assert.Empty(fixture.Hub.ContentRequests);
    }

    [Fact]
    public async Task TwoPullsAtOnce_AreOne()
    {
        await using var fixture = new HubFixture();
        var asked = new TaskCompletionSource();
        fixture.Hub.Answer = request =>
        {
            asked.TrySetResult();
            return request.ToCdn ? fixture.Hub.Usual(request) with { Pause = TimeSpan.FromMilliseconds(300) } : null;
        };
        var running = fixture.PullAsync();
        await asked.Task;
        Assert.Equal(ErrorCodes.AlreadyRunning, (await fixture.FailAsync()).Code);
        await running;
        fixture.AssertWhole();
    }

    [Fact]
    public async Task Circle_OfRedirects_Ends()
    {
        await using var fixture = new HubFixture();
        fixture.Hub.Answer = request => FakeHub.Redirect(request.Path);
        var watch = Stopwatch.StartNew();
        Assert.Contains("circle", (await fixture.FailAsync()).Message, StringComparison.Ordinal);
        Assert.InRange(fixture.Hub.Requests.Count, 2, 20);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }

    private static IEnumerable<string> Names(string folder) => Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
