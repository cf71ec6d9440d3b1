using Microsoft.Data.Sqlite;

namespace VideoIndex.Catalog;

/// <summary>The roots.</summary>
internal static class LibraryTable
{
    public static LibraryRow Add(CatalogSession session, string root)
    {
        session.Execute("INSERT INTO library(root, state) VALUES(@root, 'online') ON CONFLICT(root) DO NOTHING", ("@root", root));
        return session.Query("SELECT id, root, state FROM library WHERE root = @root", Read, ("@root", root))[0];
    }

    public static List<LibraryRow> All(CatalogSession session) =>
        session.Query("SELECT id, root, state FROM library ORDER BY id", Read);

    public static void SetState(CatalogSession session, long id, LibraryState state) =>
        session.Execute("UPDATE library SET state = @state WHERE id = @id", ("@id", id), ("@state", Text(state)));

    /// <summary>
    /// One spelling for one folder: absolute, no <c>..</c>, no separator at the end. Symbolic links stay what the user called them.
    /// </summary>
    public static string Normalised(string root) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    public static LibraryState State(string text) => text == "offline" ? LibraryState.Offline : LibraryState.Online;

    public static string Text(LibraryState state) => state == LibraryState.Offline ? "offline" : "online";

    private static LibraryRow Read(SqliteDataReader row) => new(row.GetInt64(0), row.GetString(1), State(row.GetString(2)));
}
