using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>The folders of this machine, for an admin who looks for the one with the films: their names, and no file's.</summary>
internal static class FolderRoutes
{
    /// <summary>A screenful many times over; who has more types the name.</summary>
    private const int MostFolders = 1_000;

    private static readonly EnumerationOptions Plain = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint, // a link may lead in a circle
        IgnoreInaccessible = true,
    };

    public static Ok<FoldersAnswer> List(string? path) => TypedResults.Ok(string.IsNullOrEmpty(path) ? Beginnings() : Inside(path));

    private static FoldersAnswer Inside(string path)
    {
        if (!Path.IsPathFullyQualified(path) || path.Contains('\0'))
            throw new VideoIndexException(ErrorCodes.BadOption, "path is not an absolute path", "leave it out for places to begin at");
        var folder = Path.GetFullPath(path);
        try
        {
            var inside = Directory.EnumerateDirectories(folder, "*", Plain).Take(MostFolders + 1).Order(StringComparer.CurrentCultureIgnoreCase).ToList();
            return new FoldersAnswer(folder, Path.GetDirectoryName(folder), [.. inside.Take(MostFolders).Select(FolderAnswer.At)], inside.Count > MostFolders);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new VideoIndexException(ErrorCodes.UnreadableFolder, $"cannot look into `{folder}`", "check the path, and that VideoIndex may read it", trouble);
        }
    }

    /// <summary>Where films usually are: with the owner, and on what is plugged in.</summary>
    private static FoldersAnswer Beginnings()
    {
        var own = new[] { Environment.SpecialFolder.MyVideos, Environment.SpecialFolder.UserProfile }
            .Select(each => Environment.GetFolderPath(each, Environment.SpecialFolderOption.DoNotVerify));
        var drives = OperatingSystem.IsWindows() ? DriveInfo.GetDrives().Where(drive => drive.IsReady).Select(drive => drive.Name) : ["/media", "/mnt", "/Volumes", "/srv", "/"];
        return new FoldersAnswer(null, null, [.. own.Concat(drives).Where(Directory.Exists).Distinct().Select(folder => new FolderAnswer(folder, folder))], More: false);
    }
}

/// <summary>The folders in a folder. Names are other people's text.</summary>
/// <param name="Path">Null: these are places to begin at.</param>
/// <param name="Parent">Null where it goes no higher.</param>
/// <param name="More">There are more than are told.</param>
public sealed record FoldersAnswer(string? Path, string? Parent, IReadOnlyList<FolderAnswer> Folders, bool More);

/// <summary>A folder. <paramref name="Path"/> is what <c>POST /api/libraries</c> takes.</summary>
public sealed record FolderAnswer(string Path, string Name)
{
    internal static FolderAnswer At(string path) => new(path, System.IO.Path.GetFileName(path));
}
