using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>
/// Makes the writer the only one: a lock file held open, which the system lets go of when the process ends, however it ends.
/// </summary>
/// <remarks>A file of its own, because closing any handle of a database file drops SQLite's POSIX locks on it.</remarks>
internal sealed class WriterLock : IDisposable
{
    private readonly FileStream _held;

    private WriterLock(FileStream held) => _held = held;

    public static WriterLock Take(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "writer.lock");
        try
        {
            return new WriterLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            throw new VideoIndexException(ErrorCodes.AlreadyRunning,
                $"another videoindex is writing in `{dataFolder}`; only one may at a time",
                "wait until it is done, stop it, or give another folder with `--data`", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CatalogErrors.FolderUnusable(dataFolder, e);
        }
    }

    public void Dispose() => _held.Dispose();

    /// <summary>EWOULDBLOCK of Linux and of macOS; ERROR_SHARING_VIOLATION of Windows.</summary>
    private static bool IsHeldByAnother(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
