namespace VideoIndex.Cli;

internal static class DiskSpace
{
    /// <summary>ENOSPC on Linux and macOS, ERROR_DISK_FULL on Windows.</summary>
    public static bool IsFull(IOException trouble) => trouble.HResult is 28 or unchecked((int)0x80070070);

    /// <summary>Free bytes for this user at the nearest folder that exists; null where the system does not tell.</summary>
    public static long? FreeAt(string folder)
    {
        var there = new DirectoryInfo(folder);
        while (!there.Exists && there.Parent is { } parent)
            there = parent;
        try
        {
            return new DriveInfo(there.FullName).AvailableFreeSpace;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
