using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using VideoIndex.Media;

namespace VideoIndex.EndToEnd.Tests.Vlc;

/// <summary>A real VLC without screen and sound, steered over its own web interface: plays a playlist to its end and tells what it plays, or saves one.</summary>
/// <remarks>VLC refuses to run as root: then it runs as nobody, so that everything it reads must be readable for all.</remarks>
internal sealed class VlcPlayer : IDisposable
{
    private const string Password = "test";
    private const string Nobody = "65534";

    private readonly Process _vlc;
    private readonly HttpClient _http;
    private readonly StringBuilder _log = new();
    private readonly int _typingPort;

    private VlcPlayer(IReadOnlyList<string> arguments, string home)
    {
        var port = FreePort();
        _typingPort = FreePort();
        _vlc = new Process { StartInfo = StartInfo(arguments, home, port, _typingPort) };
        _vlc.OutputDataReceived += Log;
        _vlc.ErrorDataReceived += Log;
        _vlc.Start();
        _vlc.BeginOutputReadLine();
        _vlc.BeginErrorReadLine();
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/requests/"), Timeout = TimeSpan.FromSeconds(5) };
        _http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(":" + Password)));
    }

    /// <summary>Skips the calling test, saying why, where VLC cannot be run.</summary>
    public static void SkipUnlessInstalled()
    {
        Assert.SkipUnless(ToolPath.Find("cvlc") is not null, "left out: VLC (`cvlc`) is not installed");
        Assert.SkipUnless(
            !Environment.IsPrivilegedProcess || ToolPath.Find("setpriv") is not null, "left out: VLC does not run as root, and `setpriv` is not installed");
    }

    /// <summary>Plays to the end; gives what was seen, many times a second.</summary>
    /// <param name="home">A folder that anybody may write.</param>
    public static Task<IReadOnlyList<VlcMoment>> PlayThroughAsync(string playlist, string home, TimeSpan limit, CancellationToken cancel) =>
        PlayThroughAsync([playlist], home, limit, cancel);

    /// <inheritdoc cref="PlayThroughAsync(string, string, TimeSpan, CancellationToken)"/>
    /// <param name="arguments">What to play, and options that say how.</param>
    public static async Task<IReadOnlyList<VlcMoment>> PlayThroughAsync(
        IReadOnlyList<string> arguments, string home, TimeSpan limit, CancellationToken cancel)
    {
        using var player = new VlcPlayer(["--play-and-exit", .. arguments], home);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(limit);
        var moments = new List<VlcMoment>();
        try
        {
            while (!player._vlc.HasExited)
            {
                if (await player.AskAsync(deadline.Token) is { } moment)
                    moments.Add(moment);
                await Task.Delay(30, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Assert.Fail($"VLC did not finish in {limit}; seen: {string.Join(", ", moments)}; it wrote: {player.LogText()}");
        }

        Assert.True(moments.Count > 0, $"VLC played nothing; it wrote: {player.LogText()}");
        return moments;
    }

    /// <summary>The program as the user that VLC takes.</summary>
    public static IReadOnlyList<string> AsUser(string program) => Environment.IsPrivilegedProcess
        ? ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", program]
        : [program];

    /// <summary>An environment in which all that VLC keeps lies in this folder.</summary>
    public static IReadOnlyDictionary<string, string?> Home(string home) =>
        new Dictionary<string, string?> { ["HOME"] = home, ["XDG_RUNTIME_DIR"] = home, ["XDG_DATA_HOME"] = null, ["XDG_CONFIG_HOME"] = null };

    /// <summary>Opens a playlist, plays the beginning of its first track, deletes one track, and gives what VLC then saves.</summary>
    /// <param name="track">The one to delete, from 0.</param>
    /// <param name="home">A folder that anybody may write.</param>
    [UnsupportedOSPlatform("windows")]
    public static Task<string> SaveWithoutAsync(string playlist, int track, string home, TimeSpan limit, CancellationToken cancel) =>
        SaveChangedAsync(playlist, home, limit, async (player, tracks, end) =>
        {
            await player.TellAsync($"command=pl_play&id={tracks[0]}", end);
            while (await player.AskAsync(end) is null)
                await Task.Delay(30, end);
            await player.TellAsync($"command=pl_delete&id={tracks[track]}", end);
            await player.TracksAsync(left => !left.Contains(tracks[track]), end);
        }, cancel);

    /// <summary>Opens a playlist, moves one track behind another, as dragging it does, and gives what VLC then saves.</summary>
    /// <param name="track">The one to move, from 0.</param>
    /// <param name="home">A folder that anybody may write.</param>
    [UnsupportedOSPlatform("windows")]
    public static Task<string> SaveMovedAsync(string playlist, int track, int behind, string home, TimeSpan limit, CancellationToken cancel) =>
        SaveChangedAsync(playlist, home, limit, async (player, tracks, end) =>
        {
            var moved = tracks.Where(each => each != tracks[track]).ToList();
            moved.Insert(moved.IndexOf(tracks[behind]) + 1, tracks[track]);
            await player.TypeAsync($"move {tracks[track]} {tracks[behind]}", end); // the web interface knows no such command
            await player.TracksAsync(moved.SequenceEqual, end);
        }, cancel);

    /// <remarks>
    /// Without a window VLC saves only its media library, by the same writer as a playlist, when it ends: so the playlist is opened as that.
    /// </remarks>
    [UnsupportedOSPlatform("windows")]
    private static async Task<string> SaveChangedAsync(
        string playlist, string home, TimeSpan limit, Func<VlcPlayer, List<string>, CancellationToken, Task> change, CancellationToken cancel)
    {
        var library = Path.Combine(home, ".local", "share", "vlc", "ml.xspf");
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        for (var part = folder; part!.FullName != home; part = part.Parent)
            part.UnixFileMode = (UnixFileMode)0b111_111_111;
        File.Copy(playlist, library);
        File.SetUnixFileMode(library, (UnixFileMode)0b110_110_110);
        using var player = new VlcPlayer(["--media-library"], home);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(limit);
        await change(player, await player.TracksAsync(_ => true, deadline.Token), deadline.Token);
        Interrupt(player._vlc.Id);
        await player._vlc.WaitForExitAsync(deadline.Token);
        return await File.ReadAllTextAsync(library, deadline.Token);
    }

    public void Dispose()
    {
        if (!_vlc.HasExited)
        {
            _vlc.Kill(entireProcessTree: true);
            _vlc.WaitForExit();
        }

        _vlc.Dispose();
        _http.Dispose();
    }

    /// <summary>Null while it does not play: before the start, between two files, at the end.</summary>
    private async Task<VlcMoment?> AskAsync(CancellationToken cancel)
    {
        var status = await GetAsync("status.json", cancel);
        var playlist = await GetAsync("playlist.json", cancel);
        if (status is not { } now || playlist is not { } list || now.GetProperty("state").GetString() != "playing")
            return null;

        var item = now.GetProperty("currentplid").GetInt32().ToString(CultureInfo.InvariantCulture);
        var second = now.GetProperty("position").GetDouble() * now.GetProperty("length").GetDouble();
        return Leaves(list).Where(leaf => leaf.GetProperty("id").GetString() == item && second > 0)
            .Select(leaf => new VlcMoment(item, leaf.GetProperty("uri").GetString()!, leaf.GetProperty("name").GetString()!, second))
            .FirstOrDefault();
    }

    /// <summary>VLC's numbers of its tracks, when there are some and they are as expected.</summary>
    private async Task<List<string>> TracksAsync(Func<List<string>, bool> areExpected, CancellationToken cancel)
    {
        while (true)
        {
            var tracks = await GetAsync("playlist.json", cancel) is { } list
                ? Leaves(list).Where(leaf => leaf.TryGetProperty("uri", out _)).Select(leaf => leaf.GetProperty("id").GetString()!).ToList()
                : [];
            if (tracks.Count > 0 && areExpected(tracks))
                return tracks;
            await Task.Delay(50, cancel);
        }
    }

    private async Task TellAsync(string command, CancellationToken cancel) =>
        (await _http.GetAsync($"status.json?{command}", cancel)).EnsureSuccessStatusCode().Dispose();

    /// <summary>Types a line at VLC's prompt.</summary>
    private async Task TypeAsync(string line, CancellationToken cancel)
    {
        using var client = new TcpClient();
        while (!client.Connected)
        {
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, _typingPort, cancel);
            }
            catch (SocketException)
            {
                await Task.Delay(50, cancel); // not listening yet
            }
        }

        await using var prompt = client.GetStream();
        await ReadPromptAsync(prompt, cancel);
        await prompt.WriteAsync(Encoding.ASCII.GetBytes(line + "\n"), cancel);
        await ReadPromptAsync(prompt, cancel);
    }

    private static async Task ReadPromptAsync(Stream from, CancellationToken cancel)
    {
        var one = new byte[1];
        for (var before = (byte)0; ; before = one[0])
        {
            await from.ReadExactlyAsync(one, cancel);
            if (before == '>' && one[0] == ' ')
                return;
        }
    }

    /// <summary>As Ctrl-C does it: VLC saves, then ends.</summary>
    private static void Interrupt(int processId)
    {
        using var kill = Process.Start("kill", ["-INT", processId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private async Task<JsonElement?> GetAsync(string page, CancellationToken cancel)
    {
        try
        {
            using var document = JsonDocument.Parse(await _http.GetByteArrayAsync(page, cancel));
            return document.RootElement.Clone();
        }
        catch (HttpRequestException)
        {
            return null; // not listening yet, or already gone: the loop around knows which
        }
    }

    private static IEnumerable<JsonElement> Leaves(JsonElement node) =>
        node.TryGetProperty("children", out var children) ? children.EnumerateArray().SelectMany(Leaves) : [node];

    private static ProcessStartInfo StartInfo(IReadOnlyList<string> arguments, string home, int port, int typingPort)
    {
        string[] vlc =
        [
            "--intf", "http", "--http-host", "127.0.0.1", "--http-port", port.ToString(CultureInfo.InvariantCulture),
            "--http-password", Password, "--extraintf", "cli", "--lua-config", string.Create(CultureInfo.InvariantCulture, $"cli={{host=\"127.0.0.1:{typingPort}\"}}"),
            "--vout", "dummy", "--aout", "dummy", "--no-video-title-show", "--no-metadata-network-access",
            .. arguments,
        ];
        string[] command = [.. AsUser("cvlc"), .. vlc];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Home(home))
            start.Environment[name] = value;
        start.WorkingDirectory = home;
        return start;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Log(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
            _log.AppendLine(line.Data);
    }

    private string LogText()
    {
        lock (_log)
            return _log.ToString();
    }
}
