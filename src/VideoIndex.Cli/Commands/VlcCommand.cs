using System.CommandLine;
using VideoIndex.Cli.Output;
using VideoIndex.Cli.Vlc;
using VideoIndex.Core;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex vlc install</c></summary>
internal static class VlcCommand
{
    private static readonly Option<string?> Server = new("--server")
    {
        Description = $"the address that `videoindex serve` printed [default: http://localhost:{Api.ServeOptions.DefaultPort}]",
        HelpName = "ADDRESS",
    };

    private static readonly Option<bool> Uninstall = new("--uninstall") { Description = "take it away again, with its settings" };

    public static Command Create()
    {
        var install = new Command("install", "Puts a search box into VLC: View > VideoIndex; what it finds goes into the playlist") { Server, Uninstall };
        install.SetAction(parsed => Run(parsed));
        return new Command("vlc", "VideoIndex inside VLC") { install };
    }

    private static int Run(ParseResult parsed)
    {
        var address = Address(parsed.GetValue(Server));
        try
        {
            return parsed.GetValue(Uninstall) ? Remove() : Install(address);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new VideoIndexException(ErrorCodes.BadOption, $"cannot write to VLC's folder: {trouble.Message}", "check who owns it", trouble);
        }
    }

    private static int Install(string? address)
    {
        foreach (var extension in Extensions())
        {
            extension.Install(address);
            Console.WriteLine(extension.ScriptPath);
        }

        Terminal.Say("start VLC anew, then View > VideoIndex (macOS: VLC > Extensions); `videoindex serve` must run. Address and token: its button `Server ...`");
        return ExitCode.Found;
    }

    private static int Remove()
    {
        var gone = Extensions().SelectMany(extension => extension.Uninstall()).ToList();
        gone.ForEach(Console.WriteLine);
        return gone.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }

    private static IEnumerable<VlcExtension> Extensions() => VlcFolders.OfThisUser().Select(folder => new VlcExtension(folder));

    private static string? Address(string? given)
    {
        if (given is null)
            return null;
        return Uri.TryCreate(given, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && address.Query.Length == 0
            ? address.GetLeftPart(UriPartial.Path).TrimEnd('/')
            : throw new VideoIndexException(ErrorCodes.BadOption, $"--server is `{given}`, expected an address like `http://nas:8642`", "`videoindex serve` prints it");
    }
}
