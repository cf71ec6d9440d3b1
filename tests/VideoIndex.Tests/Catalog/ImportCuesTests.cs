using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Tests.Catalog;

public sealed class ImportCuesTests : IDisposable
{
    private readonly TemporaryFolder _data = TestFolders.NewTemporary();
    private readonly CatalogWriter _catalog;
    private readonly long _media;

    public ImportCuesTests()
    {
        _catalog = CatalogWriter.Open(_data.Path, TimeProvider.System);
        _media = _catalog.PutFile(_catalog.AddLibrary("/films").Id, "match.mp4", 1, 1, "content").MediaId!.Value;
    }

    public void Dispose()
    {
        _catalog.Dispose();
        _data.Dispose();
    }

    [Fact]
    public void ImportCues_GivesAnUnknownMediaAPathOfItsOwn()
    {
        Assert.Equal(1, _catalog.ImportCues([("friends_s01", [Cue("a man", "import")])]));
        Assert.Equal(["a man"], Texts());
        using var reader = CatalogReader.Open(_data.Path);
        var document = reader.TextChangesAfter(0, 10, out _)[0].Document!;
        Assert.Equal("import:/friends_s01", reader.PathsOf([document.MediaId])[document.MediaId]);
        Assert.Equal(document, reader.Documents([document.Id, "w99"])[document.Id]);
    }

    [Fact]
    public void ImportCues_BelongToTheFilesMedia_WhenThePathIsInALibrary()
    {
        Assert.Equal(0, _catalog.ImportCues([(Path.GetFullPath("/films/match.mp4"), [Cue("a goal", "import")])]));
        using var reader = CatalogReader.Open(_data.Path);
        Assert.Equal(_media, Assert.Single(reader.TextChangesAfter(0, 10, out _)).Document!.MediaId);
    }

    [Fact]
    public void ImportCues_ReplaceTheLastImport_AndLeaveTheFilesOwnCues()
    {
        _catalog.StoreCues(_media, "f1", [Cue("spoken", "chapter")]);
        _catalog.ImportCues([(Path.GetFullPath("/films/match.mp4"), [Cue("old", "import")])]);
        _catalog.ImportCues([(Path.GetFullPath("/films/match.mp4"), [Cue("new", "import")])]);
        Assert.Equal(["new", "spoken"], Texts());
        _catalog.StoreCues(_media, "f2", [Cue("spoken again", "chapter")]);
        Assert.Equal(["new", "spoken again"], Texts());
    }

    private IEnumerable<string> Texts()
    {
        using var reader = CatalogReader.Open(_data.Path);
        return [.. reader.TextChangesAfter(0, 100, out _).Where(change => change.Document is not null).Select(change => change.Document!.Text).Order(StringComparer.Ordinal)];
    }

    private static Cue Cue(string text, string origin) => new(TimeRange.FromMs(0, 1000), text, origin);
}
