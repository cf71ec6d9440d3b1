using System.Globalization;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Refuses to begin what the disk has no room for.</summary>
internal static class SpaceCheck
{
    /// <summary>Left for the catalog and everybody else.</summary>
    private const long Reserve = 64 << 20;

    /// <param name="freeBytes">Free bytes at a folder; null where the system does not tell, which stops nothing.</param>
    /// <exception cref="VideoIndexException"><c>disk_full</c>.</exception>
    public static void Require(string folder, long bytes, Func<string, long?> freeBytes)
    {
        if (bytes > 0 && freeBytes(folder) is { } free && free < bytes + Reserve)
            throw new VideoIndexException(ErrorCodes.DiskFull, string.Create(CultureInfo.InvariantCulture,
                $"no room in `{folder}`: {(bytes + Reserve) / 1e9:0.00} GB are needed, {free / 1e9:0.00} GB are free"),
                "free some space, or give another data folder with `--data DIR`");
    }
}
