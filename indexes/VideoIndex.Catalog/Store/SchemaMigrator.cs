using Microsoft.Data.Sqlite;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>
/// Brings a catalog to the newest version of the schema: the first migration makes version 1, the next version 2, each in one
/// transaction.
/// </summary>
internal sealed class SchemaMigrator(IReadOnlyList<string> migrations)
{
    /// <summary>"VIDX" in the header of the file: this database is a catalog.</summary>
    private const long ApplicationId = 0x56494458;

    public int Newest => migrations.Count;

    /// <summary>
    /// Looks at a file before anything may write to it: one that is not ours, or newer than this program, stays as it is.
    /// </summary>
    public void RefuseForeign(string file)
    {
        if (!File.Exists(file) || new FileInfo(file).Length == 0)
            return;

        using var connection = CatalogFile.Prepared(file, SqliteOpenMode.ReadOnly, _ => { });
        _ = VersionOf(connection, file);
    }

    /// <summary>Makes sure that this program can read the catalog; false when it is empty still (its making was cut short).</summary>
    public bool RefuseUnreadable(SqliteConnection connection, string file)
    {
        var version = VersionOf(connection, file);
        if (version > 0 && version < Newest)
            throw new VideoIndexException(ErrorCodes.DataFolderUnusable,
                $"the catalog `{file}` has version {version}, this program reads version {Newest}",
                "run `videoindex index` once: it brings the catalog up to date");
        return version > 0;
    }

    public void Migrate(SqliteConnection connection, TimeProvider clock)
    {
        for (var version = VersionOf(connection, connection.DataSource); version < Newest; version++)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            CatalogFile.Run(connection, migrations[(int)version], transaction);
            if (version == 0)
                Stamp(connection, transaction, clock);
            CatalogFile.Run(connection, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version + 1};", transaction);
            transaction.Commit();
        }
    }

    private long VersionOf(SqliteConnection connection, string file)
    {
        var version = Number(connection, "PRAGMA user_version");
        var application = Number(connection, "PRAGMA application_id");
        var isEmpty = Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (isEmpty && version == 0)
            return 0;
        if (application != ApplicationId)
            throw CatalogErrors.Damaged(file, "it is a database of another program");
        if (version > Newest)
            throw new VideoIndexException(ErrorCodes.CatalogTooNew,
                $"the catalog `{file}` has version {version}, this program knows versions up to {Newest}",
                "use the newer videoindex that made it, or give another folder with `--data`");
        return version;
    }

    /// <summary>The random id by which a derived index knows that it belongs to this catalog and not to one that lay here before.</summary>
    private static void Stamp(SqliteConnection connection, SqliteTransaction transaction, TimeProvider clock)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO catalog(id, created_ms) VALUES(@id, @now)";
        command.Parameters.AddWithValue("@id", Guid.NewGuid().ToString("N"));
        command.Parameters.AddWithValue("@now", clock.GetUtcNow().ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
