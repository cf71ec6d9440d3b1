using System.Text;

namespace VideoIndex.Cli.Vlc;

/// <summary>The search box for VLC, as files in one of its folders: the script, and where it finds the server.</summary>
internal sealed class VlcExtension(string folder)
{
    private const string Resource = "vlc/videoindex.lua";

    public string ScriptPath { get; } = Path.Combine(folder, "lua", "extensions", "videoindex.lua");

    /// <summary>May hold a token: its owner's alone.</summary>
    public string SettingsPath { get; } = Path.Combine(folder, "videoindex.conf");

    /// <summary>Writes the script; the settings only when there are none yet, or an address is given.</summary>
    public void Install(string? address)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ScriptPath)!);
        using (var from = typeof(VlcExtension).Assembly.GetManifestResourceStream(Resource)!)
        using (var to = File.Create(ScriptPath))
            from.CopyTo(to);
        if (address is null && File.Exists(SettingsPath))
            return;
        var token = File.Exists(SettingsPath) ? File.ReadLines(SettingsPath).FirstOrDefault(line => line.StartsWith("token=", StringComparison.Ordinal)) : null;
        var file = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var settings = new StreamWriter(SettingsPath, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), file) { NewLine = "\n" };
        settings.WriteLine($"address={address ?? $"http://localhost:{Api.ServeOptions.DefaultPort}"}");
        settings.WriteLine(token ?? "token=");
    }

    /// <returns>What was there and is gone.</returns>
    public IReadOnlyList<string> Uninstall()
    {
        var found = new[] { ScriptPath, SettingsPath }.Where(File.Exists).ToList();
        found.ForEach(File.Delete);
        return found;
    }
}
