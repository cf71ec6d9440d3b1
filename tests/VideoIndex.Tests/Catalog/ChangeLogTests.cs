using VideoIndex.Catalog;
using VideoIndex.Core;
using static VideoIndex.Tests.Catalog.CatalogFixture;

namespace VideoIndex.Tests.Catalog;

public sealed class ChangeLogTests : IDisposable
{
    private readonly CatalogFixture _catalog = new();

    private CatalogWriter Writer => _catalog.Writer;

    private CatalogReader Reader => _catalog.Reader;

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void TextChanges_AreCaptionsAndCuesAsDocuments()
    {
        var media = _catalog.PutIndexed("a.mp4", "a dog", null);
        Writer.StoreCues(media, "cues/2", [Cue(3, "woof")]);
        var changes = Reader.TextChangesAfter(0, 10, out var upTo);
        var window = Reader.Captions(media)[0].WindowId;
        Assert.Equal(2, changes.Count);
        Assert.Equal(new TimedDocument($"w{window}", media, TimeRange.FromMs(0, 10_000), "a dog", "caption"), changes[0].Document);
        Assert.Equal((media, TimeRange.FromMs(3000, 3900), "woof", "cue"),
            (changes[1].Document!.MediaId, changes[1].Document!.Span, changes[1].Document!.Text, changes[1].Document!.Source));
        Assert.StartsWith("c", changes[1].Id, StringComparison.Ordinal);
        Assert.Equal(changes[1].Change, upTo);
        Assert.Equal(upTo, Reader.LastChange());
    }

    [Fact]
    public void StoringAgain_ChangesNothing_WhenItIsTheSame()
    {
        var media = _catalog.Put("a.mp4");
        Writer.StoreCaptions(Settings, Captions(media, "a dog", null, "a cat"));
        Cue[] cues = [Cue(0, "hello"), Cue(0, "hello"), Cue(5, "bye")];
        Writer.StoreCues(media, "cues/2", cues);
        var (last, rows) = (Reader.LastChange(), Reader.Captions(media));

        Writer.StoreCaptions(Settings, Captions(media, "a dog", null, "a cat"));
        Writer.StoreCaptions(Settings, [(media, Caption(0, "a dog") with { Device = "cuda:0" })]);
        Writer.CompleteCaptions(media, Settings, TimeSpan.FromSeconds(30));
        Writer.StoreCues(media, "cues/3", [.. cues.Reverse()]);
        Writer.StoreProbe(media, Probe(30), 3);
        Assert.Equal(media, _catalog.Put("copy.mp4", "content of a.mp4"));

        Assert.Equal(last, Reader.LastChange());
        Assert.Equivalent(rows, Reader.Captions(media), strict: true);
        Assert.Equal(5, Reader.TextChangesAfter(0, 100, out _).Count);
    }

    [Fact]
    public void TextChanges_ShowADocumentOnceInItsLastState()
    {
        var media = _catalog.PutIndexed("a.mp4", "first", "second");
        var seen = Reader.LastChange();
        Writer.StoreCaptions(OtherSettings, Captions(media, "better first"));
        Writer.StoreCaptions(Settings, Captions(media, "best first"));

        var all = Reader.TextChangesAfter(0, 10, out _);
        Assert.Equal(["second", "best first"], all.Select(change => change.Document!.Text));
        Assert.Equal(["best first"], Reader.TextChangesAfter(seen, 10, out _).Select(change => change.Document!.Text));
    }

    [Fact]
    public void TextChanges_SayWhatWasDeleted_HoweverFarAReaderLags()
    {
        var media = _catalog.PutIndexed("a.mp4", "one", "two", "three");
        Writer.StoreCues(media, "cues/2", [Cue(0, "stays"), Cue(1, "goes")]);
        var documents = Follow([], 0, 2, out var seen);
        Assert.Equal(5, documents.Count);

        Writer.StoreCues(media, "cues/3", [Cue(0, "stays"), Cue(2, "comes")]);
        Writer.CompleteCaptions(media, Settings, TimeSpan.FromSeconds(20));
        Writer.StoreCaptions(OtherSettings, [(media, Caption(10, null))]);

        Assert.Equal(["comes", "one", "stays"], Follow(documents, seen, 1, out _).Values.Order());
        Assert.Equal(["comes", "one", "stays"], Follow([], 0, 3, out _).Values.Order());
    }

    [Fact]
    public void TextChanges_AreGivenInPieces_AndEndAtTheLastChange()
    {
        _catalog.PutIndexed("a.mp4", "one", "two", "three");
        Assert.Equal(2, Reader.TextChangesAfter(0, 2, out var upTo).Count);
        Assert.Equal(2, upTo);
        Assert.Single(Reader.TextChangesAfter(upTo, 2, out upTo));
        Assert.Empty(Reader.TextChangesAfter(upTo, 2, out var end));
        Assert.Equal((3, 3), (upTo, end));
    }

    [Fact]
    public void Numbers_AreNeverGivenTwice_WhenEverythingWasDeletedAndTheCatalogOpenedAgain()
    {
        var media = _catalog.PutIndexed("a.mp4", "one", "two");
        var first = Reader.TextChangesAfter(0, 10, out var seen).Select(change => change.Id).ToList();
        Writer.FailMedia(media, Broken, retryable: false);
        var deleted = Reader.LastChange();
        Assert.Equal(seen + 2, deleted);

        _catalog.Reopen();
        Writer.ClearFailures([_catalog.Library.Id]);
        Writer.StoreCaptions(Settings, Captions(media, "one"));
        var again = Assert.Single(Reader.TextChangesAfter(deleted, 10, out _));
        Assert.Equal(deleted + 1, again.Change);
        Assert.DoesNotContain(again.Id, first);
    }

    [Fact]
    public void Log_HoldsOneRowADocument_HoweverOftenItChanges()
    {
        var media = _catalog.Put("a.mp4");
        for (var i = 0; i < 50; i++)
            Writer.StoreCaptions(Settings, Captions(media, $"version {i}"));
        Assert.Equal(50, Reader.LastChange());
        Assert.Single(Reader.TextChangesAfter(0, 100, out _));
    }

    private Dictionary<string, string> Follow(Dictionary<string, string> documents, long from, int max, out long upTo)
    {
        documents = new Dictionary<string, string>(documents);
        upTo = from;
        while (upTo < Reader.LastChange())
        {
            foreach (var change in Reader.TextChangesAfter(upTo, max, out upTo))
            {
                if (change.Document is null)
                    documents.Remove(change.Id);
                else
                    documents[change.Id] = change.Document.Text;
            }
        }

        return documents;
    }
}
