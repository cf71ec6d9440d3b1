using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Tests.Catalog;

public sealed class SchemaMigratorTests : IDisposable
{
    private const string Second = "ALTER TABLE media ADD COLUMN title TEXT; UPDATE media SET title = 'was ' || content;";

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    private string File => _folder["catalog.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AnOldCatalog_IsBroughtUpToDate_WithAllItHolds()
    {
        WriteVersion1();
        using (var writer = Open(CatalogSchema.Version1, Second))
            Assert.Equal("a.mp4", Assert.Single(writer.Files(1)).Key);

        Assert.Equal("2", Text("PRAGMA user_version"));
        Assert.Equal("was x", Text("SELECT title FROM media"));
        Assert.Equal("c0ffee", Text("SELECT id FROM catalog"));
    }

    [Fact]
    public void AMigrationThatFails_LeavesTheOldCatalogAsItWas_AndRunsWhenMended()
    {
        WriteVersion1();
        Assert.ThrowsAny<Exception>(() => Open(CatalogSchema.Version1, Second + "INSERT INTO no_such_table VALUES(1);"));
        Assert.Equal("1", Text("PRAGMA user_version"));
        Assert.Equal("0", Text("SELECT count(*) FROM pragma_table_info('media') WHERE name = 'title'"));
        using (Open(CatalogSchema.Version1, Second))
        {
        }

        Assert.Equal("was x", Text("SELECT title FROM media"));
    }

    [Fact]
    public void AReader_AsksForTheMigration_WhenTheCatalogIsOlder()
    {
        WriteVersion1();
        var refused = Assert.Throws<VideoIndexException>(() =>
            CatalogFile.OpenForReading(File, new SchemaMigrator([CatalogSchema.Version1, Second])));
        Assert.Equal(ErrorCodes.DataFolderUnusable, refused.Code);
        Assert.Contains("videoindex index", refused.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Version1_IsWhatAFreshCatalogHas()
    {
        WriteVersion1();
        using (CatalogWriter.Open(_folder.Path, TimeProvider.System))
        {
        }

        using (CatalogWriter.Open(_folder["fresh"], TimeProvider.System))
        {
        }

        const string schema = "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_schema ORDER BY type, name)";
        Assert.Equal(Text(schema, _folder["fresh", "catalog.db"]), Text(schema));
    }

    private CatalogWriter Open(params string[] migrations) =>
        CatalogWriter.Open(_folder.Path, TimeProvider.System, new SchemaMigrator(migrations));

    /// <summary>A catalog as the first version of the program left it.</summary>
    private void WriteVersion1()
    {
        using var connection = CatalogOpenTests.Connect(File);
        CatalogOpenTests.Run(connection, CatalogSchema.Version1 + """
            INSERT INTO catalog VALUES('c0ffee', 0);
            INSERT INTO library(id, root, state) VALUES(1, '/films', 'online');
            INSERT INTO media(id, content) VALUES(5, 'x');
            INSERT INTO file(library_id, path, size, modified_ns, media_id) VALUES(1, 'a.mp4', 1, 2, 5);
            PRAGMA application_id = 1447642200; PRAGMA user_version = 1;
            """);
    }

    private string Text(string sql, string? file = null)
    {
        using var connection = CatalogOpenTests.Connect(file ?? File);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
    }
}
