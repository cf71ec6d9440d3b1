using VideoIndex.Core;

namespace VideoIndex.VectorIndex;

/// <summary>The files of a vector index as the file system sees them.</summary>
internal static class VectorFolder
{
    private const string LockFile = "writer.lock";
    private const string SegmentSuffix = ".vec";

    /// <summary>A name that no segment had before: a reader may still look for the old one.</summary>
    public static string NewSegmentName() => $"{Guid.CreateVersion7():N}{SegmentSuffix}";

    /// <summary>The writer's lock, let go when disposed or when the process dies; null while another writer has it.</summary>
    public static FileStream? TryLock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when ((error.HResult & 0xFFFF) is 11 or 35 or 32 or 33)
        {
            return null; // EWOULDBLOCK of flock on Linux and macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, error);
        }
    }

    /// <summary>Deletes segments that the manifest does not name; one that another process still maps (Windows) is left for the next time.</summary>
    public static void DeleteOthers(string folder, VectorManifest manifest)
    {
        var named = manifest.Segments.Select(entry => entry.File).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*" + SegmentSuffix).Where(path => !named.Contains(Path.GetFileName(path))).ToList())
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception e) when (OperatingSystem.IsWindows() && e is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }
    }

    public static VideoIndexException Unusable(string folder, Exception cause) => new(
        ErrorCodes.DataFolderUnusable,
        $"cannot open the vector index folder `{folder}`: {cause.Message}",
        "check that the folder can be written, or choose another data folder",
        cause);
}
