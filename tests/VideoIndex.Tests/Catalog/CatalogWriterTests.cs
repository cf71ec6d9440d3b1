using VideoIndex.Catalog;
using VideoIndex.Core;
using static VideoIndex.Tests.Catalog.CatalogFixture;

namespace VideoIndex.Tests.Catalog;

public sealed class CatalogWriterTests : IDisposable
{
    private readonly CatalogFixture _catalog = new();

    private CatalogWriter Writer => _catalog.Writer;

    private CatalogReader Reader => _catalog.Reader;

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void AddLibrary_FindsTheOneThatIsThere_WhenTheRootIsSpelledOtherwise()
    {
        var again = Writer.AddLibrary("/films/../films/");
        Assert.Equal(_catalog.Library, again);
        Assert.Equal("/", Writer.AddLibrary("/").Root);
        Assert.NotEqual(again.Id, Writer.AddLibrary("/Films").Id);
        Assert.Equal(3, Writer.Libraries().Count);
    }

    [Fact]
    public void SetLibraryState_IsKept_WhenTheCatalogIsOpenedAgain()
    {
        Writer.SetLibraryState(_catalog.Library.Id, LibraryState.Offline);
        _catalog.Reopen();
        Assert.Equal(LibraryState.Offline, Assert.Single(Writer.Libraries()).State);
    }

    [Fact]
    public void PutFile_GivesOneMedia_WhenTwoFilesHaveTheSameContent()
    {
        var first = _catalog.Put("a.mp4", "same");
        var second = _catalog.Put("copy of a.mp4", "same");
        Assert.Equal(first, second);
        Assert.Single(Writer.Unfinished(Settings.Fingerprint(), [_catalog.Library.Id]));
    }

    [Fact]
    public void PutFile_PointsToAnotherMedia_WhenTheContentChanged()
    {
        var before = _catalog.PutIndexed("a.mp4", "a dog");
        var after = _catalog.Put("a.mp4", "other content");
        Assert.NotEqual(before, after);
        Assert.Equal([after], Reader.PathsOf([before, after]).Keys);
        Assert.Equal(0, Reader.Windows().Searched);

        Assert.Equal(before, _catalog.Put("b.mp4", "content of a.mp4"));
        Assert.Equal("/films/b.mp4", Reader.PathsOf([before])[before]);
        Assert.Equal(1, Reader.Windows().Searched);
    }

    [Fact]
    public void PutFile_ClearsFailureAndMissing_WhenTheFileCanBeReadAgain()
    {
        Writer.PutFileFailure(_catalog.Library.Id, "a.mp4", 5, 6, Broken);
        var failed = Writer.Files(_catalog.Library.Id)["a.mp4"];
        Assert.Equal(new FileRow(failed.Id, _catalog.Library.Id, "a.mp4", 5, 6, null, false, ErrorCodes.DecoderFailed), failed);

        Writer.MarkMissing([failed.Id]);
        Assert.True(Writer.Files(_catalog.Library.Id)["a.mp4"].Missing);

        var row = Writer.PutFile(_catalog.Library.Id, "a.mp4", 7, 8, "c");
        Assert.Equal(new FileRow(failed.Id, _catalog.Library.Id, "a.mp4", 7, 8, row.MediaId, false, null), row);
        Assert.Equal(row, Writer.Files(_catalog.Library.Id)["a.mp4"]);
        Assert.Empty(Reader.Failures());
    }

    [Fact]
    public void Unfinished_GivesBackWhatIsKnown_WhenAMediaIsHalfDone()
    {
        var media = _catalog.Put("sub/a.mp4");
        var fresh = Assert.Single(Writer.Unfinished(Settings.Fingerprint(), [_catalog.Library.Id]));
        Assert.Equal((media, "/films/sub/a.mp4", null, null, 0),
            (fresh.MediaId, fresh.AbsolutePath, fresh.Probe, fresh.CuesFingerprint, fresh.Attempts));

        Writer.StoreProbe(media, Probe(20), 2);
        Writer.StoreCues(media, "cues/1", [Cue(1, "hello")]);
        var work = Assert.Single(Writer.Unfinished(Settings.Fingerprint(), [_catalog.Library.Id]));
        Assert.Equivalent(Probe(20), work.Probe, strict: true);
        Assert.Equal("cues/1", work.CuesFingerprint);
        Assert.Equal(Writer.Files(_catalog.Library.Id)["sub/a.mp4"], work.File);
    }

    [Fact]
    public void Unfinished_LeavesOutWhatIsDoneOrOutOfReach()
    {
        var done = _catalog.PutIndexed("done.mp4", "a dog");
        var gone = _catalog.Put("gone.mp4");
        Writer.MarkMissing([Writer.Files(_catalog.Library.Id)["gone.mp4"].Id]);
        var elsewhere = Writer.AddLibrary("/other");
        Writer.PutFile(elsewhere.Id, "x.mp4", 1, 1, "x");
        var fingerprint = Settings.Fingerprint();

        Assert.Empty(Writer.Unfinished(fingerprint, [_catalog.Library.Id]));
        Assert.Equal([done], Writer.Finished(fingerprint, [_catalog.Library.Id]).Select(work => work.MediaId));
        Assert.Equal([done], Writer.Unfinished(OtherSettings.Fingerprint(), [_catalog.Library.Id]).Select(work => work.MediaId));
        Assert.Single(Writer.Unfinished(fingerprint, [_catalog.Library.Id, elsewhere.Id]));

        Writer.SetLibraryState(elsewhere.Id, LibraryState.Offline);
        Assert.Empty(Writer.Unfinished(fingerprint, [_catalog.Library.Id, elsewhere.Id]));
        Assert.Equal(gone, _catalog.Put("back.mp4", "content of gone.mp4"));
        Assert.Equal([gone], Writer.Unfinished(fingerprint, [_catalog.Library.Id]).Select(work => work.MediaId));
    }

    [Fact]
    public void BrokenOff_CountsTriesThatDidNotEnd_UntilACaptionIsStored()
    {
        var media = _catalog.Put("long.mp4");
        Writer.BeginCaptions(media);
        Writer.EndCaptions([media]);
        Assert.Equal(0, Writer.Work(media)!.BrokenOff);

        for (var crash = 1; crash <= 2; crash++)
        {
            Writer.BeginCaptions(media);
            _catalog.Reopen();
            Assert.Equal(crash, Writer.Work(media)!.BrokenOff);
        }

        var calm = _catalog.Put("calm.mp4");
        Assert.Equal([calm, media], Writer.Unfinished(Settings.Fingerprint(), [_catalog.Library.Id]).Select(work => work.MediaId));
        Writer.BeginCaptions(media);
        Writer.StoreCaptions(Settings, Captions(media, "a dog"));
        Writer.EndCaptions([media]);
        Assert.Equal(0, Writer.Work(media)!.BrokenOff);
    }

    [Fact]
    public void BrokenOff_IsForgotten_WhenTheMediaIsCompleteOrItsFailureCleared()
    {
        var (whole, parked) = (_catalog.Put("whole.mp4"), _catalog.Put("parked.mp4"));
        foreach (var media in new[] { whole, parked })
            Writer.BeginCaptions(media);
        Writer.StoreProbe(whole, Probe(10), 1);
        Writer.CompleteCaptions(whole, Settings, TimeSpan.FromSeconds(10));
        Writer.FailMedia(parked, Broken, retryable: false);
        Writer.ClearFailures([_catalog.Library.Id]);
        Assert.Equal((0, 0), (Writer.Work(whole)!.BrokenOff, Writer.Work(parked)!.BrokenOff));
    }

    [Fact]
    public void Unfinished_OffersARetryableFailureThreeTimesAndAnotherOnce()
    {
        var (flaky, broken) = (_catalog.Put("flaky.mp4"), _catalog.Put("broken.mp4"));
        Writer.FailMedia(broken, Broken, retryable: false);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal([(flaky, attempt - 1)], Open().Select(work => (work.MediaId, work.Attempts)));
            Writer.StoreProbe(flaky, Probe(10), 1);
            Writer.FailMedia(flaky, Broken, retryable: true);
        }

        Assert.Empty(Open());
        Writer.ClearFailures([_catalog.Library.Id]);
        Assert.Equal([(flaky, 0), (broken, 0)], Open().Select(work => (work.MediaId, work.Attempts)));

        IReadOnlyList<MediaWork> Open() => Writer.Unfinished(Settings.Fingerprint(), [_catalog.Library.Id]);
    }

    [Fact]
    public void ClearFailure_OffersThatFileAlone()
    {
        var (first, second) = (_catalog.Put("first.mp4"), _catalog.Put("second.mp4"));
        foreach (var media in new[] { first, second })
        {
            Writer.FailMedia(media, Broken, retryable: false);
            Writer.FailMedia(media, Broken, retryable: false);
        }

        Assert.True(Writer.ClearFailure(_catalog.Library.Id, "second.mp4"));
        Assert.False(Writer.ClearFailure(_catalog.Library.Id, "second.mp4"));
        Assert.False(Writer.ClearFailure(_catalog.Library.Id + 1, "first.mp4"));
        Assert.Equal([second], Writer.Unfinished(Settings.Fingerprint(), [_catalog.Library.Id]).Select(work => work.MediaId));
    }

    [Fact]
    public void StoreCaptions_KeepsTheProvenance()
    {
        var before = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var media = _catalog.PutIndexed("a.mp4", "a dog", null);
        var rows = Reader.Captions(media);
        Assert.Equivalent(new[] { Caption(0, "a dog"), Caption(10, null) }, rows.Select(row => row.Caption), strict: true);
        Assert.All(rows, row => Assert.Equal(Settings, row.Settings));
        Assert.All(rows, row => Assert.True(row.Created >= before));
    }

    [Fact]
    public void StoreCaptions_DropsWhatArrivesLate_WhenTheMediaHasFailed()
    {
        var (good, bad) = (_catalog.Put("good.mp4"), _catalog.Put("bad.mp4"));
        Writer.FailMedia(bad, Broken, retryable: false);
        Writer.StoreCaptions(Settings, [(bad, Caption(0, "half a dog")), (good, Caption(0, "a cat"))]);
        Writer.StoreCues(bad, "cues/1", [Cue(0, "late")]);
        Writer.CompleteCaptions(bad, Settings, TimeSpan.FromSeconds(10));

        Assert.Empty(Reader.Captions(bad));
        Assert.Single(Reader.Captions(good));
        Assert.Equal("a cat", Assert.Single(Reader.TextChangesAfter(0, 10, out _)).Document!.Text);
        Assert.Equal(ErrorCodes.DecoderFailed, Assert.Single(Reader.Failures()).Code);
    }

    [Fact]
    public void StoreCaptions_DropsWhatArrivesLate_WhenTheMediaIsComplete()
    {
        var media = _catalog.PutIndexed("a.mp4", "one", "two");
        Writer.StoreCaptions(Settings, Captions(media, "one", "another two", "past the end"));
        Assert.Equal(["one", "two"], Reader.Captions(media).Select(row => row.Caption.Text));
        Assert.Equal(new WindowCounts(2, 0), Reader.Windows());
    }

    [Fact]
    public void CaptionedStarts_TellsWhereToGoOn()
    {
        var media = _catalog.Put("a.mp4");
        Writer.StoreCaptions(Settings, Captions(media, "one", null, "three"));
        Assert.Equal([0L, 10_000, 20_000], Writer.CaptionedStarts(media, Settings.Fingerprint()).Order());
        Assert.Empty(Writer.CaptionedStarts(media, OtherSettings.Fingerprint()));
    }

    [Fact]
    public void CompleteCaptions_RemovesOtherSettingsAndWindowsPastTheEnd()
    {
        var media = _catalog.PutIndexed("a.mp4", "old 0", "old 10", "old 20", "old 30");
        var finer = Settings with { Plan = new WindowPlan(TimeSpan.FromSeconds(20), 3) };
        Writer.StoreCaptions(finer, [(media, Caption(0, "new 0", 20))]);
        Assert.Equal(["new 0", "old 10", "old 20", "old 30"], Reader.Captions(media).Select(row => row.Caption.Text));
        Assert.Single(Writer.Unfinished(Settings.Fingerprint(), [_catalog.Library.Id]));

        Writer.StoreCaptions(finer, [(media, Caption(20, "new 20", 15)), (media, Caption(40, "past the end", 20))]);
        Writer.CompleteCaptions(media, finer, TimeSpan.FromSeconds(35));
        Assert.Equal([(0L, 20_000L, "new 0"), (20_000, 35_000, "new 20")],
            Reader.Captions(media).Select(row => (row.Caption.Window.StartMs, row.Caption.Window.EndMs, row.Caption.Text!)));
        Assert.Equal(TimeSpan.FromSeconds(35), Assert.Single(Writer.Unfinished("other", [_catalog.Library.Id])).Probe!.Duration);
        Assert.Empty(Writer.Unfinished(finer.Fingerprint(), [_catalog.Library.Id]));
    }

    [Fact]
    public void FailMedia_LeavesNoRowOfTheMedia()
    {
        var media = _catalog.PutIndexed("a.mp4", "a dog");
        Writer.StoreCues(media, "cues/2", [Cue(0, "hello")]);
        Writer.FailMedia(media, Broken, retryable: true);
        Assert.Empty(Reader.Captions(media));
        Assert.Empty(Reader.PathsOf([media]));
        Assert.All(Reader.TextChangesAfter(0, 10, out _), change => Assert.Null(change.Document));
        var work = Assert.Single(Writer.Unfinished(Settings.Fingerprint(), [_catalog.Library.Id]));
        Assert.Equal((null, null, 1), (work.Probe, work.CuesFingerprint, work.Attempts));
    }

    [Fact]
    public async Task Writer_LosesNothing_WhenManyThreadsUseIt()
    {
        var media = _catalog.Put("a.mp4");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 25; i++)
            {
                Writer.StoreCaptions(Settings, [(media, Caption((thread * 25 + i) * 10, $"t{thread} {i}"))]);
                Assert.NotEmpty(Reader.Captions(media));
            }
        }, TestContext.Current.CancellationToken)));
        Assert.Equal(200, Reader.Captions(media).Select(row => row.Caption.Text).Distinct().Count());
    }

    [Fact]
    public void Reader_SeesOneMoment_WhileTheWriterGoesOn()
    {
        var media = _catalog.Put("a.mp4");
        Writer.StoreCaptions(Settings, Captions(media, "one"));
        using var other = CatalogReader.Open(_catalog.Data);
        Assert.Equal(1, other.LastChange());
        Writer.StoreCaptions(Settings, Captions(media, "one", "two"));
        Assert.Equal(2, other.LastChange());
        Assert.Equal(Reader.CatalogId, other.CatalogId);
    }
}
