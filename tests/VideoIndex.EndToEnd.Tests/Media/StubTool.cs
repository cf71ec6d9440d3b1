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
}
