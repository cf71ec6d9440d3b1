using VideoIndex.Cli.Vlc;

namespace VideoIndex.Tests.Cli;

public sealed class VlcFoldersTests
{
    [Fact]
    public void Linux_IsTheDataFolder_AndThoseOfBoxesThatAreThere()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "left out: paths are joined as on Linux");
        Assert.Equal(["/home/me/.local/share/vlc"], VlcFolders.Of(PlatformID.Unix, "/home/me", _ => null, _ => false));
        Assert.Equal(["/data/vlc"], VlcFolders.Of(PlatformID.Unix, "/home/me", name => name == "XDG_DATA_HOME" ? "/data" : null, _ => false));
        Assert.Equal(
            ["/home/me/.local/share/vlc", "/home/me/.var/app/org.videolan.VLC/data/vlc", "/home/me/snap/vlc/current/.local/share/vlc"],
            VlcFolders.Of(PlatformID.Unix, "/home/me", _ => null, _ => true));
    }

    [Fact]
    public void OthersHaveTheirOwn()
    {
        var home = Path.GetFullPath("/home/me");
        Assert.Equal([Path.Combine(home, "Library", "Application Support", "org.videolan.vlc")], VlcFolders.Of(PlatformID.MacOSX, home, _ => "x", _ => true));
        Assert.Equal([Path.Combine(home, "Roaming", "vlc")], VlcFolders.Of(PlatformID.Win32NT, home, name => name == "APPDATA" ? Path.Combine(home, "Roaming") : null, _ => true));
    }

    [Fact]
    public void Extension_IsPutThere_KeepsItsSettings_AndGoesWithoutATrace()
    {
        using var folder = TestFolders.NewTemporary();
        var extension = new VlcExtension(folder["vlc"]);
        extension.Install(null);
        Assert.StartsWith("--[[ VideoIndex in VLC", File.ReadAllText(extension.ScriptPath), StringComparison.Ordinal);
        Assert.Equal("address=http://localhost:8642\ntoken=\n"u8, File.ReadAllBytes(extension.SettingsPath));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(extension.SettingsPath));

        File.WriteAllText(extension.SettingsPath, "address=http://nas:1\ntoken=vi_x\n");
        extension.Install(null);
        Assert.Equal("address=http://nas:1\ntoken=vi_x\n", File.ReadAllText(extension.SettingsPath));
        extension.Install("http://other:2");
        Assert.Equal("address=http://other:2\ntoken=vi_x\n", File.ReadAllText(extension.SettingsPath));

        Assert.Equal([extension.ScriptPath, extension.SettingsPath], extension.Uninstall());
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
        Assert.Empty(extension.Uninstall());
    }
}
