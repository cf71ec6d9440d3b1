using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Finds programs as a shell would, but never in the current folder.</summary>
internal static class ToolPath
{
    /// <summary>The program's absolute path, or null. A value with a separator is taken as a path, else PATH is searched.</summary>
    public static string? Find(string tool)
    {
        if (tool.Contains(Path.DirectorySeparatorChar) || tool.Contains(Path.AltDirectorySeparatorChar))
            return File.Exists(tool) ? Path.GetFullPath(tool) : null;
        var name = OperatingSystem.IsWindows() && !Path.HasExtension(tool) ? tool + ".exe" : tool;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(IsProgram);
    }

    /// <exception cref="VideoIndexException">ffmpeg_missing</exception>
    public static string Require(string tool) => Find(tool) ?? throw new VideoIndexException(ErrorCodes.FfmpegMissing,
        $"cannot find the program `{tool}`, looked for on PATH", "install FFmpeg 5.1 or later (`apt install ffmpeg`), which brings ffmpeg and ffprobe");

    private static bool IsProgram(string path)
    {
        if (!File.Exists(path))
            return false;
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & execute) != 0;
    }
}
