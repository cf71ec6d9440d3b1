using System.Runtime.Versioning;
using System.Text.Json;
using VideoIndex.Api;
using VideoIndex.EndToEnd.Tests.Vlc;

namespace VideoIndex.EndToEnd.Tests.Api;

/// <summary>The search box inside VLC: installed by the program, loaded and run by real VLC, against a server that asks for a token.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class VlcExtensionTests(ServedSamples samples, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Owner = "the search box of a test";
    private const UnixFileMode ForAll = (UnixFileMode)0b111_111_111;

    private readonly TemporaryFolder _home = TestFolders.NewTemporary();

    public async ValueTask InitializeAsync()
    {
        VlcPlayer.SkipUnlessInstalled();
        await samples.ReadyAsync();
    }

    public ValueTask DisposeAsync()
    {
        _home.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Search_PutsTheMomentsIntoThePlaylist_AndTheyPlayFromTheirSeconds()
    {
        var tokens = new TokenFile(samples.Data, TimeProvider.System);
        var token = tokens.Create(Owner, Scope.Search);
        var (program, address) = await ServedSamples.ServeAsync(samples.Data, "--require-token");
        await using var ending = program;
        try
        {
            await InstallAsync(address, token);
            WriteScript("""
                local found, trouble = videoindex.find('red "goal" celebration')
                said(found and #found or trouble)
                videoindex.play({ found[1] })
                videoindex.enqueue({ { location = found[1].location, title = found[1].title, start_ms = 12340, end_ms = 14000 } })
                for _, item in ipairs(vlc.playlist.get("playlist", false).children) do said(item.path .. " " .. item.name) end
                said(select(2, videoindex.find('')))
                """);
            var moments = await VlcPlayer.PlayThroughAsync(
                ["--extraintf", "luaintf", "--lua-intf", "test"], _home.Path, TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);

            var lines = await File.ReadAllLinesAsync(_home["said"], TestContext.Current.CancellationToken);
            output.WriteLine(string.Join('\n', lines));
            var media = await samples.MediaAsync("football-match.mp4");
            Assert.Matches(@"^\d+$", lines[0]);
            Assert.Equal(2, lines.Count(line => line.StartsWith($"{address}api/media/{media}/file?pass=", StringComparison.Ordinal) && line.Contains("celebrate", StringComparison.Ordinal) && line.Contains("(football-match.mp4, ", StringComparison.Ordinal)));
            Assert.DoesNotContain(lines, line => line.Contains(token, StringComparison.Ordinal));

            var played = moments.GroupBy(moment => moment.Item).Select(item => item.Select(moment => moment.Second).ToList()).ToList();
            Assert.Equal(2, played.Count);
            var first = await FirstTrackAsync(address, token);
            Assert.InRange(played[0][0], first.Start - 0.3, first.Start + 1.5);
            Assert.InRange(played[0].Max(), first.End - 2, first.End + 0.7);
            Assert.InRange(played[1][0], 12.0, 13.6);
        }
        finally
        {
            tokens.Revoke(Owner);
        }
    }

    [Fact]
    public async Task ServerThatIsNotThere_OrWantsAToken_IsSaid()
    {
        var tokens = new TokenFile(samples.Data, TimeProvider.System);
        tokens.Create(Owner, Scope.Search);
        var (program, address) = await ServedSamples.ServeAsync(samples.Data, "--require-token");
        await using var ending = program;
        tokens.Revoke(Owner);
        await InstallAsync(address, "vi_wrong");
        WriteScript("""
            said(select(2, videoindex.find('goal')))
            videoindex.keep("http://localhost:1/", "")
            said(select(2, videoindex.find('goal')))
            said(videoindex.settings().address)
            vlc.misc.quit()
            """);
        var vlc = new ProgramRunner { Command = VlcPlayer.AsUser("cvlc"), Environment = VlcPlayer.Home(_home.Path), WorkingFolder = _home.Path };
        var ended = await vlc.RunAsync("-I", "luaintf", "--lua-intf", "test", "--vout", "dummy", "--aout", "dummy");
        var lines = await File.ReadAllLinesAsync(_home["said"], TestContext.Current.CancellationToken);
        Assert.True(lines.Length == 3, ended.ToString());
        Assert.All(lines[..2], line => Assert.StartsWith("No answer.", line, StringComparison.Ordinal));
        Assert.Equal("http://localhost:1/", lines[2]);
    }

    /// <summary>As its user would, in a home of its own; the token is typed into the window later, which writes it where it is written here.</summary>
    private async Task InstallAsync(Uri address, string token)
    {
        var runner = new ProgramRunner { Environment = new Dictionary<string, string?> { ["HOME"] = _home.Path, ["XDG_DATA_HOME"] = null } };
        var installed = await runner.RunAsync("vlc", "install", "--server", address.ToString());
        Assert.True(installed.ExitCode == 0, installed.ToString());
        Assert.Equal(Script("extensions", "videoindex.lua"), installed.Output.Trim());
        var settings = _home[".local", "share", "vlc", "videoindex.conf"];
        var text = await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(settings, text.Replace("token=", "token=" + token, StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }

    /// <summary>An interface script: it loads the extension as VLC does, but for the window, and writes what it is told to.</summary>
    private void WriteScript(string body)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Script("intf", "test.lua"))!);
        File.WriteAllText(Script("intf", "test.lua"), $$"""
            dofile("{{Script("extensions", "videoindex.lua")}}")
            local file = io.open("{{_home["said"]}}", "w")
            local function said(text) file:write(tostring(text), "\n") file:flush() end
            {{body}}
            """);
        foreach (var folder in Directory.EnumerateFileSystemEntries(_home.Path, "*", SearchOption.AllDirectories).Append(_home.Path))
            File.SetUnixFileMode(folder, ForAll);
    }

    private string Script(string kind, string name) => _home[".local", "share", "vlc", "lua", kind, name];

    private static async Task<(double Start, double End)> FirstTrackAsync(Uri address, string token)
    {
        using var http = new HttpClient { BaseAddress = address };
        var answer = JsonDocument.Parse(await http.GetStringAsync($"/api/tracks?q=red%20%22goal%22%20celebration&token={token}", TestContext.Current.CancellationToken)).RootElement;
        var track = answer.GetProperty("tracks")[0];
        return (track.GetProperty("start_ms").GetInt64() / 1000.0, track.GetProperty("end_ms").GetInt64() / 1000.0);
    }
}
