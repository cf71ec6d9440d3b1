using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Worker;

namespace VideoIndex.EndToEnd.Tests.Worker;

/// <summary>What happens to a library whose files move, double, change, fail or vanish: real ffmpeg and catalog, a counted stand-in for the model.</summary>
public sealed class LibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public LibraryTests() => Directory.CreateDirectory(Films);

    private string Films => _folder["films"];

    [Fact]
    public async Task FinishedLibrary_CostsNoModelCall()
    {
        Copy("seaside.webm", "a.webm");
        var first = await IndexAsync();
        var second = await IndexAsync();
        Assert.True(first.Windows > 0);
        Assert.Equal(0, second.Windows);
    }

    [Fact]
    public async Task MovedFile_KeepsItsCaptions_UnderItsNewName()
    {
        Copy("seaside.webm", "a.webm");
        await IndexAsync();
        Directory.CreateDirectory(_folder["films", "new"]);
        File.Move(_folder["films", "a.webm"], _folder["films", "new", "b.webm"]);
        Assert.Equal(0, (await IndexAsync()).Windows);
        Assert.Equal([_folder["films", "new", "b.webm"]], Paths());
    }

    [Fact]
    public async Task SameContentTwice_IsCaptionedOnce()
    {
        Copy("seaside.webm", "a.webm");
        var alone = (await IndexAsync()).Windows;
        using var other = new LibraryTests();
        other.Copy("seaside.webm", "a.webm");
        other.Copy("seaside.webm", "b.webm");
        Assert.Equal(alone, (await other.IndexAsync()).Windows);
        Assert.Equal(2, other.Status().Media);
    }

    [Fact]
    public async Task ChangedFile_IsCaptionedAnew_AndItsOldContentIsNotShown()
    {
        Copy("seaside.webm", "a.mkv");
        await IndexAsync();
        Copy("city-day.mkv", "a.mkv");
        Assert.True((await IndexAsync()).Windows > 0);
        using var catalog = CatalogReader.Open(_folder["data"]);
        var shown = Assert.Single(catalog.PathsOf([1, 2]));
        Assert.Equal(2, shown.Key);
    }

    [Fact]
    public async Task VanishedFile_IsHidden_AndComesBackWithoutAModelCall()
    {
        Copy("seaside.webm", "a.webm");
        Copy("city-day.mkv", "b.mkv");
        await IndexAsync();
        File.Move(_folder["films", "a.webm"], _folder["a.webm"]);
        await IndexAsync();
        Assert.Equal([_folder["films", "b.mkv"]], Paths());
        File.Move(_folder["a.webm"], _folder["films", "a.webm"]);
        Assert.Equal(0, (await IndexAsync()).Windows);
        Assert.Equal(2, Paths().Count);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("empty")]
    public async Task UnpluggedDrive_IsOffline_AndNothingIsLost(string how)
    {
        Copy("seaside.webm", "a.webm");
        await IndexAsync();
        Directory.Move(Films, _folder["unplugged"]);
        if (how == "empty")
            Directory.CreateDirectory(Films);
        var (report, _) = await RunAsync(new CountingCaptioner());
        Assert.Equal([Films], report.Offline);
        Assert.Equal(LibraryState.Offline, Status().State);
        Assert.Equal([_folder["films", "a.webm"]], Paths());
        if (how == "empty")
            Directory.Delete(Films);
        Directory.Move(_folder["unplugged"], Films);
        Assert.Equal(0, (await IndexAsync()).Windows);
        Assert.Equal(LibraryState.Online, Status().State);
    }

    [Theory]
    [InlineData("film")]
    [InlineData("folder")]
    public async Task FilmThatMovedToAnotherLibrary_IsNamedWhereItIs(string moved)
    {
        Copy("seaside.webm", "a.webm");
        Copy("city-day.mkv", "b.mkv");
        await IndexAsync();
        var other = Directory.CreateDirectory(_folder["other"]).FullName;
        if (moved == "film")
            File.Move(Path.Combine(Films, "a.webm"), Path.Combine(other, "a.webm"));
        else
            Directory.Move(Films, Path.Combine(other, "films"));
        var captioner = new CountingCaptioner();
        var (report, _) = await RunAsync(captioner, root: other);
        Assert.Equal((0, 0), (captioner.Windows, report.Offline.Count));
        Assert.Equal(moved == "film" ? [Path.Combine(Films, "b.mkv"), Path.Combine(other, "a.webm")]
            : [Path.Combine(other, "films", "a.webm"), Path.Combine(other, "films", "b.mkv")], Paths());
    }

    [Fact]
    public async Task DriveThatIsPluggedInAgain_IsOnlineAgain_ThoughAnotherFolderIsIndexed()
    {
        Copy("seaside.webm", "a.webm");
        await IndexAsync();
        var other = Directory.CreateDirectory(_folder["other"]).FullName;
        Directory.Move(Films, _folder["unplugged"]);
        await RunAsync(new CountingCaptioner(), root: other);
        Assert.Equal([LibraryState.Offline, LibraryState.Online], States());
        Directory.CreateDirectory(Path.Combine(Films, "lost+found")); // of the mount point itself
        await RunAsync(new CountingCaptioner(), root: other);
        Assert.Equal([LibraryState.Offline, LibraryState.Online], States());
        Directory.Delete(Films, recursive: true);
        Directory.Move(_folder["unplugged"], Films);
        await RunAsync(new CountingCaptioner(), root: other);
        Assert.Equal([LibraryState.Online, LibraryState.Online], States());
    }

    [Fact]
    public async Task FolderThatNeverHadAFilm_StaysOnline_WhenAnotherIsIndexed()
    {
        await IndexAsync();
        await RunAsync(new CountingCaptioner(), root: Directory.CreateDirectory(_folder["other"]).FullName);
        Assert.Equal([LibraryState.Online, LibraryState.Online], States());
    }

    [Fact]
    public async Task WindowsOfSeveralFiles_ShareBatches()
    {
        foreach (var name in new[] { "a", "b", "c", "d" })
            await TrimAsync("football-match.mp4", $"{name}.mp4", seconds: 8, from: name[0] - 'a');
        CountingCaptioner captioner = null!;
        captioner = new CountingCaptioner
        {
            PreferredBatch = 4,
            BeforeBatch = _ => SpinWait.SpinUntil(() => captioner.Prepared == 4, TimeSpan.FromMinutes(1)), // the model is busy meanwhile
        };
        await RunAsync(captioner);
        Assert.Equal(4, captioner.Windows);
        Assert.True(captioner.LargestBatch > 1, "every window had a batch of its own");
    }

    [Fact]
    public async Task FailingWindow_FailsItsFileAlone_AndIsTriedAgain()
    {
        Copy("seaside.webm", "a.webm");
        Copy("city-day.mkv", "b.mkv");
        byte[]? marked = null;
        var failing = new CountingCaptioner
        {
            BeforeBatch = batch =>
            {
                marked ??= batch[0].Pixels;
                if (batch.Any(window => window.Pixels.SequenceEqual(marked)))
                    throw new InvalidOperationException("the device is lost");
            },
        };
        await RunAsync(failing);
        using (var catalog = CatalogReader.Open(_folder["data"]))
        {
            var failure = Assert.Single(catalog.Failures());
            Assert.Equal(ErrorCodes.CaptionFailed, failure.Code);
            Assert.Contains("the device is lost", failure.Message, StringComparison.Ordinal);
            Assert.Single(Paths());
        }

        await IndexAsync();
        Assert.Equal(2, Paths().Count);
        Assert.Equal(0, Status().Failed);
    }

    [Fact]
    public async Task WindowWithoutMemory_FailsItsFileAlone_SaysWhatHelps_AndIsTriedAgain()
    {
        Copy("seaside.webm", "a.webm");
        Copy("city-day.mkv", "b.mkv");
        var seen = 0;
        await RunAsync(new CountingCaptioner
        {
            PreferredBatch = 1,
            BeforeBatch = _ => { if (seen++ == 0) throw new VideoIndexException(ErrorCodes.OutOfMemory, "the model ran out of memory", "take a smaller model"); },
        });
        using (var catalog = CatalogReader.Open(_folder["data"]))
        {
            var failure = Assert.Single(catalog.Failures());
            Assert.Equal((ErrorCodes.OutOfMemory, "take a smaller model"), (failure.Code, failure.Hint));
            Assert.Contains("the model ran out of memory", failure.Message, StringComparison.Ordinal);
            Assert.Single(Paths());
        }

        await IndexAsync();
        Assert.Equal(2, Paths().Count);
        Assert.Equal(0, Status().Failed);
    }

    [Fact]
    public async Task LostDevice_EndsTheRun_AndIsNoFilesFault()
    {
        Copy("seaside.webm", "a.webm");
        Copy("city-day.mkv", "b.mkv");
        var lost = new VideoIndexException(ErrorCodes.DeviceUnavailable, "`cuda:0` failed", "take the device `cpu`");
        var error = await Assert.ThrowsAsync<VideoIndexException>(() => RunAsync(new CountingCaptioner { BeforeBatch = _ => throw lost }));
        Assert.Same(lost, error);
        Assert.Equal(0, Status().Failed);
        await IndexAsync();
        Assert.Equal(2, Paths().Count);
    }

    [Fact]
    public async Task ModelThatDoesNotFitIntoMemory_EndsTheRun_AndIsNoFilesFault()
    {
        Copy("seaside.webm", "a.webm");
        Copy("city-day.mkv", "b.mkv");
        var tooLarge = new VideoIndexException(ErrorCodes.OutOfMemory, "there is not enough memory for the model", "take a smaller model");
        var error = await Assert.ThrowsAsync<VideoIndexException>(() => RunAsync(() => throw tooLarge));
        Assert.Same(tooLarge, error);
        Assert.Equal(0, Status().Failed);
        await IndexAsync();
        Assert.Equal(2, Paths().Count);
    }

    [Fact]
    public async Task RunsThatAreStopped_DoNotCountAgainstAFile()
    {
        Copy("seaside.webm", "a.webm");
        for (var run = 0; run < 6; run++)
        {
            using var stop = new CancellationTokenSource();
            var stopping = new CountingCaptioner { BeforeBatch = _ => { stop.Cancel(); stop.Token.ThrowIfCancellationRequested(); } };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(stopping, stop.Token));
        }

        await IndexAsync();
        Assert.Equal(0, Status().Failed);
        Assert.Equal(Status().Windows, Status().Captioned);
    }

    [Fact]
    public async Task FileReplacedWhileIndexing_LeavesNoRowOfTheOldContent()
    {
        Copy("seaside.webm", "a.webm");
        var (_, _) = await RunAsync(new CountingCaptioner { BeforeBatch = _ => Copy("city-day.mkv", "a.webm") });
        using (var catalog = CatalogReader.Open(_folder["data"]))
        {
            Assert.Equal(ErrorCodes.ChangedWhileIndexing, Assert.Single(catalog.Failures()).Code);
            Assert.Empty(catalog.Captions(1));
        }

        await IndexAsync();
        Assert.Equal(0, Status().Failed);
        Assert.Single(Paths());
    }

    [Fact]
    public async Task NewSidecar_OfAFinishedFile_IsFound()
    {
        Copy("seaside.webm", "a.webm");
        await IndexAsync();
        await File.WriteAllTextAsync(_folder["films", "a.srt"], "1\n00:00:01,000 --> 00:00:02,000\nthe quick brown fox\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await IndexAsync()).Windows);
        using var catalog = CatalogReader.Open(_folder["data"]);
        var documents = catalog.TextChangesAfter(0, 1000, out _).Select(change => change.Document?.Text);
        Assert.Contains("the quick brown fox", documents);
    }

    [Fact]
    public async Task MediaFolder_IsNeverWritten()
    {
        Copy("seaside.webm", "a.webm");
        await File.WriteAllTextAsync(_folder["films", "broken.mp4"], "not a video", TestContext.Current.CancellationToken);
        var before = Tree();
        await IndexAsync();
        Assert.Equal(before, Tree());
    }

    public void Dispose() => _folder.Dispose();

    private void Copy(string sample, string name) =>
        File.Copy(Path.Combine(TestFolders.SampleMedia, sample), Path.Combine(Films, name), overwrite: true);

    private async Task TrimAsync(string sample, string name, int seconds, int from)
    {
        var ffmpeg = new ProgramRunner { Command = ["ffmpeg", "-v", "error", "-nostdin"] };
        var result = await ffmpeg.RunAsync("-ss", $"{from * 10}", "-i", Path.Combine(TestFolders.SampleMedia, sample),
            "-t", $"{seconds}", "-c", "copy", Path.Combine(Films, name));
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    private async Task<CountingCaptioner> IndexAsync()
    {
        var captioner = new CountingCaptioner();
        await RunAsync(captioner);
        return captioner;
    }

    private Task<(IndexReport Report, List<IndexProgress> Progress)> RunAsync(CountingCaptioner captioner, CancellationToken? stop = null, string? root = null) =>
        RunAsync(() => captioner, stop, root);

    private async Task<(IndexReport Report, List<IndexProgress> Progress)> RunAsync(Func<ICaptioner> load, CancellationToken? stop = null, string? root = null)
    {
        var progress = new Recorder();
        var settings = new CaptionSettings("fake", "fp32", "what is this?", 8, new WindowPlan(TimeSpan.FromSeconds(10), 3));
        var indexer = new Indexer(new IndexerOptions { DataFolder = _folder["data"] }, new CaptionModel(settings, load), TimeProvider.System);
        var report = await indexer.IndexAsync(new IndexRequest([root ?? Films]), progress, stop ?? TestContext.Current.CancellationToken);
        return (report, progress.Seen);
    }

    private List<LibraryState> States()
    {
        using var catalog = CatalogReader.Open(_folder["data"]);
        return [.. catalog.LibraryStatus(null).Select(library => library.State)];
    }

    private LibraryStatus Status()
    {
        using var catalog = CatalogReader.Open(_folder["data"]);
        return Assert.Single(catalog.LibraryStatus(null));
    }

    private List<string> Paths()
    {
        using var catalog = CatalogReader.Open(_folder["data"]);
        return [.. catalog.PathsOf([1, 2, 3, 4]).Values.Order(StringComparer.Ordinal)];
    }

    private List<string> Tree() => [.. new DirectoryInfo(Films).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(entry => $"{entry.FullName} {entry.LastWriteTimeUtc.Ticks} {(entry as FileInfo)?.Length}").Order(StringComparer.Ordinal)];

    private sealed class Recorder : IProgress<IndexProgress>
    {
        public List<IndexProgress> Seen { get; } = [];

        public void Report(IndexProgress value)
        {
            lock (Seen)
                Seen.Add(value);
        }
    }
}
