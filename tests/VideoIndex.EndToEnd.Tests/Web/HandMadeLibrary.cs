using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>A served library of one film of 30 s whose catalog is written by hand, as the worker would, without a model. Started by the first test that asks.</summary>
public abstract class HandMadeLibrary : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();
    private readonly Lazy<Task<Server>> _server;

    protected HandMadeLibrary() => _server = new Lazy<Task<Server>>(StartAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
            await (await _server.Value).DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal Task<Server> ServeAsync() => _server.Value;

    /// <summary>Where the film lies.</summary>
    internal string FilmPath => Path.Combine(_folder["films"], FileName);

    /// <summary>Name of the film.</summary>
    private protected abstract string FileName { get; }

    private protected abstract CaptionSettings Settings { get; }

    /// <summary>What the model is to have written about each 10 s.</summary>
    private protected abstract IReadOnlyList<string> Captions { get; }

    /// <summary>What else the catalog is to hold.</summary>
    private protected virtual void Write(CatalogWriter catalog, long library, long media)
    {
    }

    private Task<Server> StartAsync()
    {
        var films = Directory.CreateDirectory(_folder["films"]).FullName;
        File.Copy(Path.Combine(TestFolders.SampleMedia, "town-talk", "quarterly.mp4"), FilmPath);
        Directory.CreateDirectory(_folder["data"]);
        using (var catalog = CatalogWriter.Open(_folder["data"], TimeProvider.System))
        {
            var library = catalog.AddLibrary(films).Id;
            var media = catalog.PutFile(library, FileName, 1, 1, new string('a', 32)).MediaId!.Value;
            catalog.StoreProbe(media, new MediaProbe(TimeSpan.FromSeconds(30), 320, 180, "mov,mp4", "h264", 12, false, 0, [], []), 1);
            catalog.StoreCaptions(Settings, [.. Captions.Select((text, i) => (media, new Caption(TimeRange.FromMs(i * 10_000, (i + 1) * 10_000), text, [], "cpu")))]);
            Write(catalog, library, media);
        }

        return Server.StartAsync(_folder["data"]);
    }
}
