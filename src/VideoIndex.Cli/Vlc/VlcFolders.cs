namespace VideoIndex.Cli.Vlc;

/// <summary>Where VLC keeps what is its user's: scripts lie below it. Pure but for asking whether a folder is there.</summary>
internal static class VlcFolders
{
    /// <summary>The usual folder of this system, and those of a Flatpak or Snap that is there.</summary>
    /// <param name="system">Whose rules hold.</param>
    /// <param name="home">The user's folder.</param>
    /// <param name="variable">Value of an environment variable; null when it is not set.</param>
    /// <param name="isFolder">Whether there is a folder at a path.</param>
    public static IReadOnlyList<string> Of(PlatformID system, string home, Func<string, string?> variable, Func<string, bool> isFolder)
    {
        if (system == PlatformID.Win32NT)
            return [Path.Combine(variable("APPDATA") ?? Path.Combine(home, "AppData", "Roaming"), "vlc")];
        if (system == PlatformID.MacOSX)
            return [Path.Combine(home, "Library", "Application Support", "org.videolan.vlc")];
        var usual = variable("XDG_DATA_HOME") is { Length: > 0 } given ? given : Path.Combine(home, ".local", "share");
        var boxed = new[] { (Box: Path.Combine(home, ".var", "app", "org.videolan.VLC"), Data: "data"), (Box: Path.Combine(home, "snap", "vlc", "current"), Data: Path.Combine(".local", "share")) };
        return [Path.Combine(usual, "vlc"), .. boxed.Where(each => isFolder(each.Box)).Select(each => Path.Combine(each.Box, each.Data, "vlc"))];
    }

    /// <summary>Those of this user.</summary>
    public static IReadOnlyList<string> OfThisUser() => Of(
        OperatingSystem.IsWindows() ? PlatformID.Win32NT : OperatingSystem.IsMacOS() ? PlatformID.MacOSX : PlatformID.Unix,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), Environment.GetEnvironmentVariable, Directory.Exists);
}
