using VideoIndex.Catalog;
using VideoIndex.Core;
using static VideoIndex.Tests.Catalog.CatalogFixture;

namespace VideoIndex.Tests.Catalog;

public sealed class CorrectionTests : IDisposable
{
    private readonly CatalogFixture _catalog = new();

    private CatalogWriter Writer => _catalog.Writer;

    private CatalogReader Reader => _catalog.Reader;

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void Correction_TakesTheWindowsPlaceAmongDocuments_AndTheCaptionStays()
    {
        var media = _catalog.PutIndexed("a.mp4", "a dog", "a cat");
        var seen = Reader.LastChange();
        Writer.PutCorrection(media, TimeRange.FromMs(10_000, 20_000), "a tiger");
        Assert.Equal(["a dog", "a tiger"], Texts(seen, ["a dog", "a cat"]));
        Assert.Equal(["a dog", "a tiger"], All().Select(document => document.Text).Order());
        Assert.Equal(["a dog", "a cat"], Reader.Captions(media).Select(row => row.Caption.Text));
        var document = All().Single(each => each.Source == "correction");
        Assert.Equal((TimeRange.FromMs(10_000, 20_000), 'e'), (document.Span, document.Id[0]));
        Assert.Equal(document, Reader.Documents([document.Id])[document.Id]);
        Assert.Empty(Reader.Documents([$"w{Reader.Captions(media)[1].WindowId}"]));
    }

    [Fact]
    public void CaptioningAnew_LeavesTheCorrection()
    {
        var media = _catalog.PutIndexed("a.mp4", "a dog", "a cat");
        Writer.PutCorrection(media, TimeRange.FromMs(0, 10_000), "a wolf");
        Writer.StoreCaptions(OtherSettings, Captions(media, "a poodle", "a lynx"));
        Writer.CompleteCaptions(media, OtherSettings, TimeSpan.FromSeconds(20));
        Assert.Equal(["a lynx", "a wolf"], All().Select(document => document.Text).Order());
        Writer.FailMedia(media, Broken, retryable: true);
        Assert.Equal("a wolf", Assert.Single(Reader.Corrections(media)).Text);
    }

    [Fact]
    public void Undo_BringsTheCaptionBack()
    {
        var media = _catalog.PutIndexed("a.mp4", "a dog");
        Writer.PutCorrection(media, TimeRange.FromMs(0, 10_000), "a wolf");
        var seen = Reader.LastChange();
        Assert.True(Writer.RemoveCorrection(media, 0));
        Assert.False(Writer.RemoveCorrection(media, 0));
        Assert.Equal(["a dog"], Texts(seen, ["a wolf"]));
    }

    [Fact]
    public void TheSameAgain_ChangesNothing_AndAnotherTextReplacesTheFirst()
    {
        var media = _catalog.PutIndexed("a.mp4", "a dog");
        Writer.PutCorrection(media, TimeRange.FromMs(0, 10_000), "a wolf");
        var seen = Reader.LastChange();
        Writer.PutCorrection(media, TimeRange.FromMs(0, 10_000), "a wolf");
        Assert.Equal(seen, Reader.LastChange());
        Writer.PutCorrection(media, TimeRange.FromMs(0, 10_000), "a fox");
        Assert.Equal("a fox", Assert.Single(All()).Text);
    }

    [Theory]
    [InlineData(0, 20_000, false)] // half of it: both are searched
    [InlineData(10_000, 20_000, true)]
    [InlineData(10_000, 14_000, true)]
    [InlineData(9_000, 19_000, true)]
    [InlineData(0, 11_000, false)]
    public void AWindow_IsStoodForWhenMoreThanHalfOfItIsCovered(long start, long end, bool covered)
    {
        var media = _catalog.Put("a.mp4");
        Writer.PutCorrection(media, TimeRange.FromMs(10_000, 20_000), "a tiger");
        Writer.StoreCaptions(Settings, [(media, new Caption(TimeRange.FromMs(start, end), "a cat", [], "cpu"))]);
        Assert.Equal(covered ? ["a tiger"] : ["a cat", "a tiger"], All().Select(document => document.Text).Order());
        Assert.Equal(covered, Reader.Corrections(media)[0].StandsFor(TimeRange.FromMs(start, end)));
    }

    [Fact]
    public void Judgements_AreKeptByQuery_AndTheLastWordCounts()
    {
        var media = _catalog.PutIndexed("a.mp4", "a dog");
        var span = TimeRange.FromMs(0, 10_000);
        Writer.PutJudgements("dog", [new Judgement(media, span, IsRight: false)]);
        Writer.PutJudgements("dog", [new Judgement(media, span, IsRight: true, Place: 2)]);
        Assert.Equal(new Judgement(media, span, IsRight: true, Place: 2), Assert.Single(Reader.Judgements("dog")));
        Assert.Empty(Reader.Judgements("cat"));
        Assert.Equal((0, 1, 0), (Writer.RemoveJudgements("cat"), Writer.RemoveJudgements("dog"), Reader.Judgements("dog").Count));
        Assert.Equal("goal celebration", Judgement.Normal("  Goal\tCELEBRATION\n"));
    }

    [Fact]
    public void ACatalogOfVersion3_GoesOn_WithItsChangeNumbers()
    {
        using var folder = TestFolders.NewTemporary();
        var older = new SchemaMigrator([CatalogSchema.Version1, CatalogSchema.Version2, CatalogSchema.Version3]);
        long last;
        using (var writer = CatalogWriter.Open(folder.Path, TimeProvider.System, older))
        {
            // What no longer exists keeps its number too.
            var library = writer.AddLibrary(folder.Path);
            var gone = writer.PutFile(library.Id, "a.mp4", 1, 1, "x").MediaId!.Value;
            writer.StoreProbe(gone, Probe(20), 2);
            writer.StoreCues(gone, "cues", [Cue(0, "hello"), Cue(1, "world")]);
            writer.StoreCues(gone, "cues/2", [Cue(1, "world")]);
        }

        using (CatalogWriter.Open(folder.Path, TimeProvider.System))
        using (var reader = CatalogReader.Open(folder.Path))
        {
            last = reader.LastChange();
            Assert.Equal(["world"], reader.TextChangesAfter(0, 10, out _).Where(change => change.Document is not null).Select(change => change.Document!.Text));
        }

        Assert.Equal(3, last);
        using (var writer = CatalogWriter.Open(folder.Path, TimeProvider.System))
            writer.StoreCues(1, "cues/3", []);
        using (var reader = CatalogReader.Open(folder.Path))
            Assert.Equal(4, reader.LastChange());
    }

    private List<TimedDocument> All() => [.. Reader.TextChangesAfter(0, 100, out _).Select(change => change.Document).OfType<TimedDocument>()];

    /// <summary>What a follower that knew these texts at a change knows now.</summary>
    private IEnumerable<string> Texts(long since, IEnumerable<string> known)
    {
        var changes = Reader.TextChangesAfter(since, 100, out _);
        var now = changes.Select(change => change.Document?.Text).OfType<string>();
        var gone = changes.Where(change => change.Document is null).Select(change => change.Id).ToHashSet();
        Assert.All(gone, id => Assert.DoesNotContain(id, All().Select(document => document.Id)));
        return All().Select(document => document.Text).Where(text => known.Contains(text) || now.Contains(text)).Order();
    }
}
