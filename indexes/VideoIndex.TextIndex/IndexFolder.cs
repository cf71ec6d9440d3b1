using Lucene.Net.Store;
using VideoIndex.Core;
using Directory = System.IO.Directory;

namespace VideoIndex.TextIndex;

/// <summary>The files of an index folder as the file system sees them.</summary>
internal static class IndexFolder
{
    private const string LockFile = "writer.lock";

    /// <summary>
    /// Plain reads instead of a memory map: a file that shrinks, or a disk that fails, under a map ends the process and not the call.
    /// </summary>
    public static FSDirectory Open(string folder)
    {
        try
        {
            return new NIOFSDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, error);
        }
    }

    /// <summary>The writer's lock, let go when disposed or when the process dies; null while another writer has it.</summary>
    public static FileStream? TryLock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (IsHeldElsewhere(error))
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, error);
        }
    }

    /// <summary>Deletes what Lucene wrote into the folder and nothing else; links are removed, never followed.</summary>
    public static void DeleteIndex(string folder)
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder).Where(IsLuceneFile).ToList())
                File.Delete(file);
        }
        catch (UnauthorizedAccessException error)
        {
            throw Unusable(folder, error);
        }
    }

    private static bool IsLuceneFile(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith('_') || name.StartsWith("segments", StringComparison.Ordinal)
            || name.StartsWith("pending_segments", StringComparison.Ordinal);
    }

    // EWOULDBLOCK of flock on Linux and macOS; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    private static bool IsHeldElsewhere(IOException error) => (error.HResult & 0xFFFF) is 11 or 35 or 32 or 33;

    public static VideoIndexException Unusable(string folder, Exception cause) => new(
        ErrorCodes.DataFolderUnusable,
        $"cannot open the text index folder `{folder}`: {cause.Message}",
        "check that the folder can be written, or choose another data folder",
        cause);
}
