using VideoIndex.Catalog;
using VideoIndex.Core;
using static VideoIndex.Tests.Catalog.CatalogFixture;

namespace VideoIndex.Tests.Catalog;

/// <summary>
/// A crash is a copy of catalog and write-ahead log, taken while the writer is at work: what a killed process leaves on the disk.
/// </summary>
public sealed class CatalogCrashTests : IDisposable
{
    private readonly CatalogFixture _catalog = new();

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void CommittedBatches_AreThere_AfterEachCrash()
    {
        var media = _catalog.Put("a.mp4");
        for (var batch = 0; batch < 20; batch++)
        {
            StoreBatch(media, batch);
            var crashed = Crash($"crash{batch}", log => log);
            AssertWholeBatches(crashed, media, batch + 1);
        }
    }

    [Fact]
    public void ATornLog_LosesWholeBatchesFromItsEnd_AndNothingElse()
    {
        var media = _catalog.Put("a.mp4");
        for (var batch = 0; batch < 10; batch++)
            StoreBatch(media, batch);

        const int seed = 20;
        var random = new Random(seed);
        var seen = new HashSet<int>();
        for (var run = 0; run < 25; run++)
        {
            var crashed = Crash($"torn{run}", log => log[..random.Next(log.Length)]);
            seen.Add(AssertWholeBatches(crashed, media, atLeast: 0));
        }

        Assert.True(seen.Count > 3, $"seed {seed} tore the log at too few places");
    }

    [Fact]
    public void AReader_IsTheFirstToOpen_AfterACrash()
    {
        _catalog.PutIndexed("a.mp4", "a dog");
        using var reader = CatalogReader.Open(Crash("crash", log => log));
        Assert.Equal(new WindowCounts(1, 0), reader.Windows());
        Assert.Equal(_catalog.Reader.CatalogId, reader.CatalogId);
        Assert.Null(reader.CheckIntegrity());
    }

    [Fact]
    public void AFullDisk_IsSaid_AndNothingIsLost()
    {
        var media = _catalog.PutIndexed("a.mp4", "kept");
        _catalog.Writer.Dispose();
        using var connection = CatalogFile.OpenForWriting(_catalog.File, CatalogSchema.Migrator, TimeProvider.System);
        CatalogFile.Run(connection, "PRAGMA max_page_count = 100");
        using var database = new CatalogDatabase(connection);

        var full = Assert.Throws<VideoIndexException>(() => Store(10, new string('x', 1_000_000)));
        Assert.Equal(ErrorCodes.DiskFull, full.Code);
        Assert.Equal(["kept"], Texts());
        Store(20, "fits");
        Assert.Equal(["kept", "fits"], Texts());

        void Store(int start, string text) => database.Write(session =>
            WindowTable.Store(session, CaptionSettingsTable.FindOrAdd(session, Settings), media, Caption(start, text), 0));
        IEnumerable<string?> Texts() => _catalog.Reader.Captions(media).Select(row => row.Caption.Text);
    }

    private void StoreBatch(long media, int batch) => _catalog.Writer.StoreCaptions(Settings,
        [.. Enumerable.Range(0, 8).Select(i => (media, Caption((batch * 8 + i) * 10, $"{batch}.{i}")))]);

    private string Crash(string name, Func<byte[], byte[]> tear)
    {
        var folder = _catalog.Folder(name);
        Directory.CreateDirectory(folder);
        File.Copy(_catalog.File, Path.Combine(folder, "catalog.db"));
        File.WriteAllBytes(Path.Combine(folder, "catalog.db-wal"), tear(ReadShared(_catalog.File + "-wal")));
        return folder;
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static int AssertWholeBatches(string folder, long media, int atLeast)
    {
        using var writer = CatalogWriter.Open(folder, TimeProvider.System);
        using var reader = CatalogReader.Open(folder);
        Assert.Null(reader.CheckIntegrity());
        var rows = reader.Captions(media);
        Assert.Equal(0, rows.Count % 8);
        Assert.Equal(Enumerable.Range(0, rows.Count).Select(i => $"{i / 8}.{i % 8}"), rows.Select(row => row.Caption.Text));
        Assert.Equal(rows.Count, reader.LastChange());
        Assert.True(rows.Count >= atLeast * 8, $"{rows.Count} rows are less than {atLeast} batches");
        return rows.Count / 8;
    }
}
