using Microsoft.Data.Sqlite;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>Where the catalog lies and how connections to it are made.</summary>
internal static class CatalogFile
{
    static CatalogFile() => SQLitePCL.Batteries_V2.Init();

    public static string PathIn(string dataFolder) => Path.Combine(Path.GetFullPath(dataFolder), "catalog.db");

    /// <summary>Opens for writing; creates or migrates the file. Only with <see cref="WriterLock"/> held.</summary>
    public static SqliteConnection OpenForWriting(string file, SchemaMigrator migrator, TimeProvider clock) =>
        Translated(file, () =>
        {
            migrator.RefuseForeign(file);
            return Prepared(file, SqliteOpenMode.ReadWriteCreate, connection =>
            {
                // WAL: readers and the writer do not wait for each other. FULL: a commit is on the disk when it returns. It costs one
                // fsync a batch, and without it a power cut could take back changes that a derived index has already committed, and
                // give their numbers to others.
                Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864;");
                migrator.Migrate(connection, clock);
            });
        });

    /// <summary>
    /// Opens for reading; never creates, migrates or checkpoints, but makes the -shm file beside the catalog if it is not there.
    /// </summary>
    public static SqliteConnection OpenForReading(string file, SchemaMigrator migrator) =>
        Translated(file, () =>
        {
            if (!File.Exists(file))
                throw NothingIndexed(file);
            return Prepared(file, SqliteOpenMode.ReadOnly, connection =>
            {
                Run(connection, "PRAGMA query_only = ON;");
                if (!migrator.RefuseUnreadable(connection, file))
                    throw NothingIndexed(file);
            });
        });

    /// <summary>Runs every statement of a text and throws when one fails.</summary>
    /// <remarks>Not ExecuteNonQuery: after the first statement that gives a row (some pragmas, ALTER TABLE) it swallows errors.</remarks>
    public static void Run(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        using var results = command.ExecuteReader();
        do
        {
            while (results.Read())
            {
            }
        }
        while (results.NextResult());
    }

    /// <summary>A connection that is closed again when its preparation fails. Not pooled: closing it lets go of the files.</summary>
    internal static SqliteConnection Prepared(string file, SqliteOpenMode mode, Action<SqliteConnection> prepare)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = 5,
        }.ToString());
        try
        {
            connection.Open();
            // trusted_schema, cell_size_check: the file may be damaged or made by another. No mmap: an I/O error would be a signal, not
            // an error. temp_store: nothing of the catalog is written outside its folder. 5 s: transactions
            // take milliseconds, so who waits longer waits for a stranger.
            Run(connection, """
                PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
                PRAGMA temp_store = MEMORY;
                """);
            prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteConnection Translated(string file, Func<SqliteConnection> open)
    {
        try
        {
            return open();
        }
        catch (SqliteException e) when (CatalogErrors.Translate(e, file) is { } known)
        {
            throw known;
        }
    }

    private static VideoIndexException NothingIndexed(string file) =>
        new(ErrorCodes.NothingIndexed, $"nothing is indexed yet: there is no catalog at `{file}`",
            "index a folder first: `videoindex index FOLDER`");
}
