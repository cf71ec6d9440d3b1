using VideoIndex.Catalog;
using VideoIndex.Core;
using static VideoIndex.Tests.Catalog.CatalogFixture;

namespace VideoIndex.Tests.Catalog;

public sealed class CatalogStatusTests : IDisposable
{
    private readonly CatalogFixture _catalog = new();

    private CatalogWriter Writer => _catalog.Writer;

    private CatalogReader Reader => _catalog.Reader;

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void LibraryStatus_CountsFilesWindowsAndFailures()
    {
        var done = _catalog.PutIndexed("done.mp4", "one", "two");
        _catalog.Put("twin of done.mp4", "content of done.mp4");
        var half = _catalog.Put("half.mp4");
        Writer.StoreProbe(half, Probe(50), 5);
        Writer.StoreCaptions(Settings, Captions(half, "one"));
        Writer.FailMedia(_catalog.Put("broken.mp4"), Broken, retryable: false);
        Writer.PutFileFailure(_catalog.Library.Id, "locked.mp4", 1, 1, Broken);
        Writer.PutFileFailure(_catalog.Library.Id, "locked folder", 0, 0, new Failure(ErrorCodes.UnreadableFolder, "no permission", null));
        _catalog.PutIndexed("gone.mp4", "gone");
        Writer.MarkMissing([Writer.Files(_catalog.Library.Id)["gone.mp4"].Id]);
        Writer.AddLibrary("/empty");

        Assert.Equal(
            [new LibraryStatus("/empty", LibraryState.Online, 0, 0, 0, 0), new LibraryStatus("/films", LibraryState.Online, 5, 7, 3, 3)],
            Reader.LibraryStatus(Settings.Fingerprint()));
        Assert.Equal(3, Reader.LibraryStatus(null)[1].Captioned);
        Assert.Equal(new LibraryStatus("/films", LibraryState.Online, 5, 7, 0, 3), Reader.LibraryStatus("never used")[1]);
        Assert.Equal(new WindowCounts(3, 4), Reader.Windows());

        Writer.StoreCaptions(OtherSettings, Captions(done, "changed"));
        Assert.Equal((7, 2), Counts(Settings));
        Assert.Equal((7, 1), Counts(OtherSettings));
        Assert.Equal(new WindowCounts(3, 4), Reader.Windows());

        (long, long) Counts(CaptionSettings settings)
        {
            var status = Reader.LibraryStatus(settings.Fingerprint())[1];
            return (status.Windows, status.Captioned);
        }
    }

    [Fact]
    public void Windows_ForgetsThePlan_WhenTheVideoEndedEarly()
    {
        var media = _catalog.Put("a.mp4");
        Writer.StoreProbe(media, Probe(100), 10);
        Writer.StoreCaptions(Settings, Captions(media, "one", "two"));
        Assert.Equal(new WindowCounts(2, 8), Reader.Windows());
        Writer.CompleteCaptions(media, Settings, TimeSpan.FromSeconds(18));
        Assert.Equal(new WindowCounts(2, 0), Reader.Windows());
        Assert.Equal(2, Reader.LibraryStatus(Settings.Fingerprint())[0].Windows);
    }

    [Fact]
    public void Failures_GiveThePathAndWhatToDo_OfFilesThatAreThere()
    {
        Writer.FailMedia(_catalog.Put("b.mp4"), Broken, retryable: false);
        _catalog.Put("a twin.mp4", "content of b.mp4");
        Writer.PutFileFailure(_catalog.Library.Id, "folder", 0, 0, new Failure(ErrorCodes.UnreadableFolder, "no permission", null));
        Writer.PutFileFailure(_catalog.Library.Id, "gone.mp4", 0, 0, Broken);
        Writer.MarkMissing([Writer.Files(_catalog.Library.Id)["gone.mp4"].Id]);
        _catalog.PutIndexed("fine.mp4", "one");

        Assert.Equal(
            [
                new FileFailure("/films/a twin.mp4", Broken.Code, Broken.Message, Broken.Hint),
                new FileFailure("/films/b.mp4", Broken.Code, Broken.Message, Broken.Hint),
                new FileFailure("/films/folder", ErrorCodes.UnreadableFolder, "no permission", null),
            ],
            Reader.Failures());

        Writer.ClearFailures([_catalog.Library.Id]);
        Assert.Empty(Reader.Failures());
        var cleared = Writer.Files(_catalog.Library.Id)["folder"];
        Assert.Equal((null, null), (cleared.MediaId, cleared.FailureCode));
    }

    [Fact]
    public void PathsOf_PrefersAnOnlineLibrary_AndStillShowsAnOfflineOne()
    {
        var media = _catalog.PutIndexed("a.mp4", "one");
        var backup = Writer.AddLibrary("/backup");
        Writer.PutFile(backup.Id, "copy.mp4", 1, 1, "content of a.mp4");
        Assert.Equal("/films/a.mp4", Reader.PathsOf([media])[media]);

        Writer.SetLibraryState(_catalog.Library.Id, LibraryState.Offline);
        Assert.Equal("/backup/copy.mp4", Reader.PathsOf([media])[media]);
        Writer.MarkMissing([Writer.Files(backup.Id)["copy.mp4"].Id]);
        Assert.Equal("/films/a.mp4", Reader.PathsOf([media])[media]);
        Assert.Equal(new WindowCounts(1, 0), Reader.Windows());
        Writer.MarkMissing([Writer.Files(_catalog.Library.Id)["a.mp4"].Id]);
        Assert.Empty(Reader.PathsOf([media]));
        Assert.Equal(new WindowCounts(0, 0), Reader.Windows());
    }

    [Fact]
    public void NestedLibraries_ShareTheMedia_AndNameAFailureOnce()
    {
        var nested = Writer.AddLibrary("/films/2024/");
        var media = _catalog.PutIndexed("2024/a.mp4", "one");
        Assert.Equal(media, Writer.PutFile(nested.Id, "a.mp4", 1, 1, "content of 2024/a.mp4").MediaId);
        Assert.Equal([("/films", 1L, 1L), ("/films/2024", 1, 1)],
            Reader.LibraryStatus(null).Select(library => (library.Path, library.Media, library.Windows)));
        Assert.Equal(new WindowCounts(1, 0), Reader.Windows());
        Writer.FailMedia(media, Broken, retryable: false);
        Assert.Equal("/films/2024/a.mp4", Assert.Single(Reader.Failures()).Path);
    }

    [Fact]
    public void KnownFiles_TellHowFarEachIs_ForTheSettingsAskedFor()
    {
        _catalog.PutIndexed("done.mp4", "one", "two");
        var half = _catalog.Put("half.mp4");
        Writer.StoreProbe(half, Probe(40), 4);
        Writer.StoreCaptions(Settings, Captions(half, "one"));
        Writer.FailMedia(_catalog.Put("bad.mp4"), Broken, retryable: false);
        _catalog.Put("new.mp4");
        _catalog.Put("gone.mp4");
        Writer.MarkMissing([Writer.Files(_catalog.Library.Id)["gone.mp4"].Id]);

        Assert.Equal(
            ["bad.mp4 - True 0", "done.mp4 20 True 2", "half.mp4 40 False 1", "new.mp4 - False 0"], Known(Settings.Fingerprint()));
        Assert.Equal("done.mp4 20 False 0", Known(OtherSettings.Fingerprint())[1]);
        Assert.Equal("done.mp4 20 True 2", Known(OtherSettings.Fingerprint(), Settings.Fingerprint())[1]);
        Assert.Empty(Reader.KnownFiles("/elsewhere", [Settings.Fingerprint()]));

        List<string> Known(params string[] fingerprints) => [.. Reader.KnownFiles("/films/", fingerprints).OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => $"{file.Path} {file.Duration?.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"} {file.IsComplete} {file.Captioned}")];
    }

    [Fact]
    public void FindMediaAt_TakesThePathOfAFile_OfAnyLibraryThatHasIt()
    {
        var media = _catalog.PutIndexed("2024/..a.mp4", "one");
        Writer.AddLibrary("/films/2024/..");
        Assert.Equal(media, Reader.FindMediaAt("/films/2024/..a.mp4")!.Id);
        Assert.Null(Reader.FindMediaAt("/films/2024/b.mp4"));
        Assert.Null(Reader.FindMediaAt("/other/2024/..a.mp4"));
        Assert.Null(Reader.FindMediaAt("2024/..a.mp4"));
        Writer.FailMedia(media, Broken, retryable: false);
        Assert.Null(Reader.FindMediaAt("/films/2024/..a.mp4"));
    }
}
