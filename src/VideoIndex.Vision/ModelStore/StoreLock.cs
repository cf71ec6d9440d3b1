using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>One pull, import or removal at a time: a lock file held open, which the system lets go of however the process ends.</summary>
internal static class StoreLock
{
    /// <exception cref="VideoIndexException"><c>already_running</c>.</exception>
    public static IDisposable Take(string store)
    {
        Directory.CreateDirectory(store);
        try
        {
            return new FileStream(Path.Combine(store, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is 11 or 35 or unchecked((int)0x80070020)) // held: Linux, macOS, Windows
        {
            throw new VideoIndexException(ErrorCodes.AlreadyRunning, $"another videoindex is changing the models in `{store}`", "wait until it is done, or stop it", e);
        }
    }
}
