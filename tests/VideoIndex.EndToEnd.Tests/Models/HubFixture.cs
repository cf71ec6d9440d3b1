using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Models;

/// <summary>A hub that holds the sample model under a published name, and a store to pull it into.</summary>
internal sealed class HubFixture : IAsyncDisposable
{
    public const string Weights = "model.safetensors";

    public HubFixture(Func<string, long?>? freeBytes = null) => Store = new ModelStore(Folder["models"], freeBytes ?? (_ => null), TimeProvider.System);

    public TemporaryFolder Folder { get; } = TestFolders.NewTemporary();

    public FakeHub Hub { get; } = new(FakeHub.FilesOf(TestFolders.SampleModel));

    public ModelStore Store { get; }

    public static PublishedModel Model => PublishedModel.Find("500m")!;

    /// <summary>Impatient, so that a test of patience is over soon.</summary>
    public HubOptions Options => new() { Endpoint = Hub.Endpoint, FirstWait = TimeSpan.FromMilliseconds(5), Attempts = 3, StallLimit = TimeSpan.FromSeconds(20) };

    public List<PullProgress> Progress { get; } = [];

    public string ModelFolder => Folder["models", Model.Name];

    public Task<StoredModel> PullAsync(HubOptions? options = null) =>
        Store.PullAsync(Model, options ?? Options, new Listener(this), TestContext.Current.CancellationToken);

    public async Task<Core.VideoIndexException> FailAsync(HubOptions? options = null) =>
        await Assert.ThrowsAsync<Core.VideoIndexException>(() => PullAsync(options));

    /// <summary>The files of the model's folder are the hub's, byte for byte, and nothing else is there.</summary>
    public void AssertWhole()
    {
        var there = FakeHub.FilesOf(ModelFolder);
        Assert.True(there.Remove("manifest.json"), "there is no manifest");
        Assert.Equal(Hub.Files.Keys.Order(StringComparer.Ordinal), there.Keys.Order(StringComparer.Ordinal));
        Assert.All(there, file => Assert.True(file.Value.AsSpan().SequenceEqual(Hub.Files[file.Key]), $"`{file.Key}` differs"));
    }

    /// <summary>No model, and only what a pull may leave: its part folder and the lock.</summary>
    public void AssertNothingPublished()
    {
        Assert.False(Directory.Exists(ModelFolder));
        Assert.All(Directory.EnumerateFileSystemEntries(Folder["models"]), entry => Assert.StartsWith(".", Path.GetFileName(entry), StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        Folder.Dispose();
    }

    private sealed class Listener(HubFixture fixture) : IProgress<PullProgress>
    {
        public void Report(PullProgress value) => fixture.Progress.Add(value);
    }
}
