using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>What a file looks like from outside: a file whose stamp holds is taken as unchanged.</summary>
/// <param name="ModifiedNs">Nanoseconds since 1970 (UTC) as the file system tells them; may lie before 1970 or in the future.</param>
public readonly record struct FileStamp(long Size, long ModifiedNs)
{
    /// <summary>False when the file is gone, or a folder on the way to it is.</summary>
    public static bool IsReachable(string path) => UnixFile.Read(path).Kind is not (FileKind.Missing or FileKind.Unreachable);

    /// <summary>The stamp of a regular file; links are not followed.</summary>
    /// <exception cref="VideoIndexException">unreadable_file: it is gone, or no regular file.</exception>
    public static FileStamp Read(string path)
    {
        var file = UnixFile.Read(path);
        return file.Kind switch
        {
            FileKind.Regular => new FileStamp(file.Size, file.ModifiedNs),
            FileKind.Missing or FileKind.Unreachable => throw new VideoIndexException(ErrorCodes.UnreadableFile,
                $"cannot read `{CleanText.Name(path)}`: it is no longer there, or its folder may not be entered"),
            _ => throw new VideoIndexException(ErrorCodes.UnreadableFile,
                $"cannot read `{CleanText.Name(path)}`: it is a link, folder or device, expected a regular file"),
        };
    }
}
