using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Tests.Catalog;

public sealed class FilterTests : IDisposable
{
    private static readonly DateTimeOffset _may = new(2024, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _data = TestFolders.NewTemporary();
    private readonly CatalogWriter _writer;
    private readonly LibraryRow _films;
    private readonly LibraryRow _disk;

    public FilterTests()
    {
        _writer = CatalogWriter.Open(_data.Path, TimeProvider.System);
        _films = _writer.AddLibrary("/films");
        _disk = _writer.AddLibrary("/mnt/Old Disk");
    }

    public void Dispose()
    {
        _writer.Dispose();
        _data.Dispose();
    }

    [Fact]
    public void In_LooksAtFoldersAndTheFile_InAnyCase()
    {
        Put(_films, "Football/final.mp4");
        Put(_films, "my FOOTBALL, \"x\" 100%_é.mkv");
        Put(_disk, "tennis.mp4");

        Assert.Equal("Football/final.mp4|my FOOTBALL, \"x\" 100%_é.mkv", Names(new MediaFilter { In = ["football"] }));
        Assert.Equal("my FOOTBALL, \"x\" 100%_é.mkv", Names(new MediaFilter { In = ["football", "_É"] }));
        Assert.Equal("Football/final.mp4", Names(new MediaFilter { In = ["films/foot"] }));
        Assert.Equal("tennis.mp4", Names(new MediaFilter { In = ["old disk"] }));
        Assert.Equal("tennis.mp4", Names(new MediaFilter { NotIn = ["FOOTBALL"] }));
        Assert.Equal("", Names(new MediaFilter { In = ["' OR 1=1 --"] }));
        Assert.Equal("", Names(new MediaFilter { In = ["foot%"] }));
    }

    [Fact]
    public void Extensions_AreWhole_AndAnyOfThemDoes()
    {
        Put(_films, "a.MKV");
        Put(_films, "b.mp4");
        Put(_films, "mkv");

        Assert.Equal("a.MKV", Names(new MediaFilter { Extensions = ["mkv"] }));
        Assert.Equal("a.MKV|b.mp4", Names(new MediaFilter { Extensions = ["mkv", "mp4"] }));
        Assert.Equal("b.mp4|mkv", Names(new MediaFilter { NotExtensions = ["mkv"] }));
        Assert.Equal("", Names(new MediaFilter { Extensions = ["mk"] }));
    }

    [Fact]
    public void Lengths_IncludeTheirBounds_AndLeaveOutWhatIsNotProbed()
    {
        Put(_films, "hour.mp4", seconds: 3600);
        Put(_films, "minute.mp4", seconds: 60);
        Put(_films, "unknown.mp4", seconds: null);

        Assert.Equal("hour.mp4", Names(new MediaFilter { AtLeast = TimeSpan.FromHours(1) }));
        Assert.Equal("minute.mp4", Names(new MediaFilter { AtMost = TimeSpan.FromSeconds(60) }));
        Assert.Equal("", Names(new MediaFilter { AtLeast = TimeSpan.FromSeconds(61), AtMost = TimeSpan.FromSeconds(3599) }));
    }

    [Fact]
    public void Times_DivideTheFiles()
    {
        Put(_films, "april.mp4", written: _may.AddMilliseconds(-1));
        Put(_films, "may.mp4", written: _may);

        Assert.Equal("april.mp4", Names(new MediaFilter { Before = _may }));
        Assert.Equal("may.mp4", Names(new MediaFilter { From = _may }));
    }

    [Fact]
    public void Models_AreThoseOfTheCaptions_CompleteOrNot()
    {
        Put(_films, "small.mp4", model: "SmolVLM2-256M@1");
        Put(_films, "large.mp4", model: "SmolVLM2-500M@2", complete: true);
        Put(_films, "none.mp4");

        Assert.Equal("large.mp4", Names(new MediaFilter { Models = ["500m"] }));
        Assert.Equal("large.mp4|small.mp4", Names(new MediaFilter { Models = ["smol"] }));
        Assert.Equal("small.mp4", Names(new MediaFilter { NotModels = ["500m"] }));
    }

    [Fact]
    public void Offline_AndMissing_AndFailed()
    {
        Put(_films, "here.mp4");
        Put(_disk, "away.mp4");
        _writer.MarkMissing([Put(_films, "gone.mp4").Id]);
        _writer.FailMedia(Put(_films, "broken.mp4").MediaId!.Value, new Failure(ErrorCodes.NoFrames, "broken", null), retryable: false);
        _writer.SetLibraryState(_disk.Id, LibraryState.Offline);

        Assert.Equal("here.mp4", Names(new MediaFilter { State = LibraryState.Online }));
        Assert.Equal("away.mp4", Names(new MediaFilter { State = LibraryState.Offline }));
        Assert.Equal("away.mp4|here.mp4", Names(new MediaFilter { NotIn = ["x"] }));
    }

    [Fact]
    public void FilesMatching_ShowsTheFileThatWasAskedFor_OfTwoWithOneContent()
    {
        Put(_films, "a/copy.mp4", content: "same");
        Put(_films, "b/copy.mp4", content: "same");

        Assert.Equal("b/copy.mp4", Names(new MediaFilter { In = ["/b/"] }));
        Assert.Equal("a/copy.mp4", Names(new MediaFilter { In = ["copy"] }));
    }

    private FileRow Put(
        LibraryRow library, string path, double? seconds = 60, DateTimeOffset? written = null, string? model = null, bool complete = false,
        string? content = null)
    {
        var nanoseconds = ((written ?? _may) - DateTimeOffset.UnixEpoch).Ticks * 100;
        var file = _writer.PutFile(library.Id, path, 1, nanoseconds, content ?? path);
        var media = file.MediaId!.Value;
        if (seconds is { } length)
            _writer.StoreProbe(media, new MediaProbe(TimeSpan.FromSeconds(length), 320, 180, "mp4", "h264", 12, false, 0, [], []), 1);
        if (model is not null)
        {
            var settings = new CaptionSettings(model, "fp32", "?", 8, new WindowPlan(TimeSpan.FromSeconds(10), 3));
            _writer.StoreCaptions(settings, [(media, new Caption(TimeRange.FromMs(0, 10_000), "a dog", [], "cpu"))]);
            if (complete)
                _writer.CompleteCaptions(media, settings, TimeSpan.FromSeconds(10));
        }

        return file;
    }

    private string Names(MediaFilter filter)
    {
        using var reader = CatalogReader.Open(_data.Path);
        return string.Join('|', reader.FilesMatching(filter).Values
            .Select(path => path.Replace("/films/", "", StringComparison.Ordinal).Replace("/mnt/Old Disk/", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
    }
}
