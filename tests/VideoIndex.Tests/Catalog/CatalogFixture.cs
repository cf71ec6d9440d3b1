using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Tests.Catalog;

/// <summary>A catalog in a folder of its own, with one library, and short words for what tests put into it.</summary>
internal sealed class CatalogFixture : IDisposable
{
    public static readonly CaptionSettings Settings =
        new("sample@1", "fp32", "What happens?", 64, new WindowPlan(TimeSpan.FromSeconds(10), 3));
    public static readonly CaptionSettings OtherSettings = Settings with { Precision = "int8" };
    public static readonly Failure Broken = new(ErrorCodes.DecoderFailed, "ffmpeg stopped", "try another build");

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();
    private CatalogReader? _reader;

    public CatalogFixture()
    {
        Writer = CatalogWriter.Open(Data, TimeProvider.System);
        Library = Writer.AddLibrary("/films");
    }

    public string Data => _folder["data"];

    public string File => _folder["data", "catalog.db"];

    public CatalogWriter Writer { get; private set; }

    public CatalogReader Reader => _reader ??= CatalogReader.Open(Data);

    public LibraryRow Library { get; }

    public string Folder(string name) => _folder[name];

    /// <summary>A file of the library with this content, and the id of its media.</summary>
    public long Put(string path, string? content = null) =>
        Writer.PutFile(Library.Id, path, 1000, 42, content ?? "content of " + path).MediaId!.Value;

    /// <summary>A media that was indexed to the end: one caption for each text, ten seconds apart, and its cues.</summary>
    public long PutIndexed(string path, params string?[] texts)
    {
        var media = Put(path);
        Writer.StoreProbe(media, Probe(texts.Length * 10), texts.Length);
        Writer.StoreCues(media, "cues/1", []);
        Writer.StoreCaptions(Settings, Captions(media, texts));
        Writer.CompleteCaptions(media, Settings, TimeSpan.FromSeconds(texts.Length * 10));
        return media;
    }

    public void Reopen()
    {
        Writer.Dispose();
        Writer = CatalogWriter.Open(Data, TimeProvider.System);
    }

    public void Dispose()
    {
        _reader?.Dispose();
        Writer.Dispose();
        _folder.Dispose();
    }

    public static MediaProbe Probe(int seconds) => new(
        TimeSpan.FromSeconds(seconds), 1920, 1080, "mov,mp4", "h264", 29.97, HasAudio: true, VideoStream: 1,
        [new SubtitleStream(2, "subrip", "jpn"), new SubtitleStream(3, "mov_text", null)],
        [new Cue(TimeRange.FromMs(0, 1500), "Opening \"titles\"\n", "chapter")]);

    public static IReadOnlyList<(long MediaId, Caption Caption)> Captions(long media, params string?[] texts) =>
        [.. texts.Select((text, i) => (media, Caption(i * 10, text)))];

    public static Caption Caption(int startSecond, string? text, int seconds = 10) => new(
        new TimeRange(TimeSpan.FromSeconds(startSecond), TimeSpan.FromSeconds(startSecond + seconds)), text,
        [TimeSpan.FromMilliseconds(startSecond * 1000 + 1666), TimeSpan.FromMilliseconds(startSecond * 1000 + 5000)], "cpu",
        text is null ? "nothing usable" : null);

    public static Cue Cue(int startSecond, string text) =>
        new(TimeRange.FromMs(startSecond * 1000, startSecond * 1000 + 900), text, "sidecar:a.srt", "en");
}
