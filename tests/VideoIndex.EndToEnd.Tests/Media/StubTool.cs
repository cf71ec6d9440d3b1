using VideoIndex.Media;

namespace VideoIndex.EndToEnd.Tests.Media;

/// <summary>Scripts that stand in for ffmpeg or ffprobe.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal static class StubTool
{
    /// <returns>The script's path.</returns>
    public static string In(TemporaryFolder folder, string script)
    {
        var path = folder["stub-tool"];
        File.WriteAllText(path, "#!/bin/bash\n" + script + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public static MediaOptions Ffmpeg(TemporaryFolder folder, string script) => new() { FfmpegPath = In(folder, script) };

    /// <summary>The real one, which keeps what is asked of it and what a decoder is fed.</summary>
    public static MediaOptions KeepingFfmpeg(TemporaryFolder folder) => Ffmpeg(folder,
        $"echo \"$*\" >> '{folder["calls"]}'\ncase \"$*\" in *pipe:0*) tee '{folder["fed"]}' | ffmpeg \"$@\"; exit;; esac\nexec ffmpeg \"$@\"");

    /// <summary>What was asked of <see cref="KeepingFfmpeg"/>, a line each.</summary>
    public static string Calls(TemporaryFolder folder) => File.ReadAllText(folder["calls"]);

    /// <summary>Bytes that the last decoder was fed.</summary>
    public static long Fed(TemporaryFolder folder) => new FileInfo(folder["fed"]).Length;
}
