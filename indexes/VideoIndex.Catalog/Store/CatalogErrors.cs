using Microsoft.Data.Sqlite;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>The one place that turns what SQLite and the file system say into what a user can act on.</summary>
internal static class CatalogErrors
{
    // SQLite's primary result codes.
    private const int Permission = 3, Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10;
    private const int Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    /// <summary>SQLITE_IOERR_SHMSIZE: there was no room for the write-ahead log's index.</summary>
    private const int NoRoomForSharedMemory = InputOutput | (19 << 8);

    /// <summary>Null for what is our own mistake (a constraint, a wrong statement): that is let through.</summary>
    public static VideoIndexException? Translate(SqliteException e, string file)
    {
        if (e.SqliteExtendedErrorCode == NoRoomForSharedMemory)
            return DiskFull(file, e);

        return e.SqliteErrorCode switch
        {
            Full => DiskFull(file, e),
            Corrupt or NotADatabase => Damaged(file, e.Message, e),
            Busy or Locked => new VideoIndexException(ErrorCodes.AlreadyRunning,
                $"another program holds a lock on `{file}`", "close what has the file open, then try again", e),
            InputOutput => new VideoIndexException(ErrorCodes.DataFolderUnusable,
                $"reading or writing `{file}` failed: {e.Message}", "check the disk, then run again: committed work is kept", e),
            Permission or ReadOnly or CannotOpen => new VideoIndexException(ErrorCodes.DataFolderUnusable,
                $"cannot open `{file}`: {e.Message}",
                "the data folder and the files in it must be writable, for searching too; or give another folder with `--data`", e),
            _ => null,
        };
    }

    public static VideoIndexException Damaged(string file, string found, Exception? cause = null) =>
        new(ErrorCodes.CatalogDamaged, $"`{file}` is not a sound catalog: {found}",
            "put a back-up in its place, or move the file (with its -wal and -shm) away and run `videoindex index` again", cause);

    public static VideoIndexException FolderUnusable(string dataFolder, Exception cause) => IsDiskFull(cause)
        ? DiskFull(dataFolder, cause)
        : new VideoIndexException(ErrorCodes.DataFolderUnusable, $"cannot write in the data folder `{dataFolder}`: {cause.Message}",
            "make it writable, or give another folder with `--data`", cause);

    private static VideoIndexException DiskFull(string place, Exception cause) =>
        new(ErrorCodes.DiskFull, $"no space left to write `{place}`", "free some space, then run again: committed work is kept", cause);

    /// <summary>ENOSPC and EDQUOT (Linux, macOS); ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.</summary>
    private static bool IsDiskFull(Exception e) =>
        e.HResult is 28 or 122 or 69 or unchecked((int)0x80070070) or unchecked((int)0x80070027);
}
