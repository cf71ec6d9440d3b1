using VideoIndex.Catalog;
using VideoIndex.Core;
using static VideoIndex.Tests.Catalog.CatalogFixture;

namespace VideoIndex.Tests.Catalog;

public sealed class FrameProvenanceTests : IDisposable
{
    private static readonly CaptionSettings Automatic = Settings with { Plan = Settings.Plan with { Frames = FramePlan.Auto } };

    private readonly CatalogFixture _catalog = new();

    private CatalogWriter Writer => _catalog.Writer;

    private CatalogReader Reader => _catalog.Reader;

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void Captions_SayHowFramesWereChosen_AndWhichWindowWasRepeated()
    {
        var media = _catalog.PutIndexed("a.mp4", "a dog", "a dog");
        var repeated = Caption(10, "a dog") with { FramePlan = FramePlan.Keyframes, ReusedFrom = TimeSpan.Zero };
        Writer.StoreCaptions(Automatic, [(media, Caption(0, "a dog") with { FramePlan = FramePlan.Keyframes }), (media, repeated)]);
        _catalog.Reopen();

        var rows = Reader.Captions(media);
        Assert.Equal([FramePlan.Keyframes, FramePlan.Keyframes], rows.Select(row => row.Caption.FramePlan));
        Assert.Equal([null, TimeSpan.Zero], rows.Select(row => row.Caption.ReusedFrom));
        Assert.All(rows, row => Assert.Equal(FramePlan.Auto, row.Settings.Plan.Frames));
    }

    [Fact]
    public void AcceptCaptions_LeavesNothingToDo_ThereAndBack()
    {
        var media = _catalog.PutIndexed("a.mp4", "a dog");
        Assert.Equal(media, Assert.Single(Writer.Unfinished(Automatic.Fingerprint(), [_catalog.Library.Id])).MediaId);

        Writer.AcceptCaptions(Settings, Automatic);
        Assert.Empty(Writer.Unfinished(Automatic.Fingerprint(), [_catalog.Library.Id]));
        // Asked for the full plan again, every window has its caption already.
        Assert.Equal([0L], Writer.CaptionedStarts(media, Settings.Fingerprint()));
        Assert.Equal(FramePlan.Full, Assert.Single(Reader.Captions(media)).Settings.Plan.Frames);
    }
}
