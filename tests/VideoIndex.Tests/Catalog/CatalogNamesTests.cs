using VideoIndex.Catalog;
using static VideoIndex.Tests.Catalog.CatalogFixture;

namespace VideoIndex.Tests.Catalog;

public sealed class CatalogNamesTests : IDisposable
{
    private static readonly string[] Names =
    [
        "new\nline.mp4", "tab\t.mp4", "quote\".mp4", "apostrophe's; DROP TABLE file;--.mp4",
        "<script>alert(1)</script>.mp4", "a&b.mp4", "%41.mp4", "A.mp4",
        "a.mp4", "#1.mp4", "what?.mp4", "[x].mp4", "-rf.mp4", "concat:a|b.mp4", "\u202Egpj.mp4",
        "\U0001F3AC\U0001F468\u200D\U0001F469\u200D\U0001F467.mp4",
        "caf\u00E9.mp4", "cafe\u0301.mp4", "ゴール.mp4", "back\\slash.mp4", " leading and trailing ",
        "dot.", "\uFFFD.mp4", "bell\a\u001B[31m.mp4",
        new string('n', 251) + ".mp4", string.Join('/', Enumerable.Repeat(new string('d', 200), 30)) + "/deep.mp4",
    ];

    private readonly CatalogFixture _catalog = new();

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void OddNames_SurviveByteForByte_AndStayDistinct()
    {
        var media = Names.ToDictionary(name => name, name => _catalog.Put(name));
        _catalog.Reopen();
        var files = _catalog.Writer.Files(_catalog.Library.Id);
        Assert.Equal(Names.Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Names.Length, media.Values.Distinct().Count());
        var paths = _catalog.Reader.PathsOf(media.Values);
        Assert.All(Names, name => Assert.Equal("/films/" + name, paths[media[name]]));
        Assert.All(Names, name => Assert.Equal(media[name], _catalog.Put(name)));
        Assert.Equal(Names.Length, _catalog.Writer.Files(_catalog.Library.Id).Count);
    }

    [Fact]
    public void OddTexts_SurviveAsTheyWere()
    {
        var texts = Names.Append("a\0b").Append("").ToArray();
        var media = _catalog.Put("a.mp4");
        _catalog.Writer.StoreCaptions(Settings, Captions(media, texts));
        _catalog.Writer.StoreCues(media, "cues/1", [.. texts.Select((text, i) => Cue(i, text))]);
        Assert.Equal(texts, _catalog.Reader.Captions(media).Select(row => row.Caption.Text));
        var documents = _catalog.Reader.TextChangesAfter(0, 1000, out var last).Select(change => change.Document!.Text);
        Assert.Equal([.. texts, .. texts], documents);

        _catalog.Writer.StoreCaptions(Settings, Captions(media, texts));
        _catalog.Writer.StoreCues(media, "cues/2", [.. texts.Select((text, i) => Cue(i, text))]);
        Assert.Equal(last, _catalog.Reader.LastChange());
    }
}
