using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json;

namespace VideoIndex.EndToEnd.Tests.Api;

/// <summary>The built program as a server: where it listens, how it works beside an index, how it ends.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ListensOnLoopbackOnly_AndEndsSoonOnCtrlC()
    {
        var (program, address) = await ServedSamples.ServeAsync(_folder["data"]);
        await using var ending = program;
        using var http = new HttpClient { BaseAddress = address };
        Assert.Equal("{\"status\":\"ok\"}", await http.GetStringAsync("/health", TestContext.Current.CancellationToken));
        foreach (var other in OtherAddresses())
        {
            using var socket = new TcpClient(other.AddressFamily);
            await Assert.ThrowsAnyAsync<SocketException>(() => socket.ConnectAsync(other, address.Port, TestContext.Current.CancellationToken).AsTask());
        }

        using var events = await http.GetAsync("/api/jobs", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();
        program.Interrupt();
        var ended = await program.WaitAsync();
        Assert.True(ended.ExitCode == 0 && watch.Elapsed < TimeSpan.FromSeconds(6), $"{watch.Elapsed}: {ended}");
    }

    [Fact]
    public async Task WithoutAToken_OtherAddressesAreRefused_InOneSentenceThatSaysHow()
    {
        var runner = ProgramRunner.WithData(_folder["data"]);
        var refused = await runner.RunAsync("serve", "--host", "0.0.0.0", "--port", "0");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("hint: make one with `videoindex token create", refused.Error, StringComparison.Ordinal);

        var token = await runner.RunAsync("token", "create", "--name", "phone", "--scope", "search");
        Assert.True(token.ExitCode == 0, token.ToString());
        Assert.Contains("phone  search", (await runner.RunAsync("token", "list")).Output, StringComparison.Ordinal);
        var (program, address) = await ServedSamples.ServeAsync(_folder["data"], "--require-token");
        await using var ending = program;
        using var http = new HttpClient { BaseAddress = address };
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/libraries", TestContext.Current.CancellationToken)).StatusCode);
        http.DefaultRequestHeaders.Authorization = new("Bearer", token.Output.Trim());
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/libraries", TestContext.Current.CancellationToken)).StatusCode);
        Assert.True((await runner.RunAsync("token", "revoke", "phone")).ExitCode == 0);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/libraries", TestContext.Current.CancellationToken)).StatusCode);
        program.Interrupt();
        var said = await program.WaitAsync();
        Assert.DoesNotContain(token.Output.Trim(), said.Output + said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderAddedOnThePage_IsIndexed_AndAnotherProcessesFilmsAreFoundToo()
    {
        foreach (var (name, film) in new[] { ("one", "football-match.mp4"), ("two", "family-kitchen.mov") })
        {
            Directory.CreateDirectory(_folder[name]);
            File.Copy(Path.Combine(TestFolders.SampleMedia, film), _folder[name, film]);
        }

        var (program, address) = await ServedSamples.ServeAsync(_folder["data"]);
        await using var ending = program;
        using var http = new HttpClient { BaseAddress = address };
        using var added = await http.PostAsJsonAsync("/api/libraries", new { path = _folder["one"] }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, added.StatusCode);
        await FoundAsync(http, "goal celebration", "football-match.mp4");

        for (var running = true; running;) // the folder's lock is one run's
            running = await IsRunningAsync(http);
        var index = await ProgramRunner.WithData(_folder["data"]).RunAsync("index", _folder["two"]);
        Assert.True(index.ExitCode == 0, index.ToString());
        await FoundAsync(http, "kitchen", "family-kitchen.mov");
    }

    private static async Task FoundAsync(HttpClient http, string query, string file)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            using var answer = await http.GetAsync($"/api/search?q={Uri.EscapeDataString(query)}", TestContext.Current.CancellationToken);
            var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (answer.IsSuccessStatusCode && said.Contains($"\"file\":\"{file}\"", StringComparison.Ordinal))
                return;
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), said);
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<bool> IsRunningAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/api/jobs", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonDocument.Parse(line[6..]).RootElement.GetProperty("running").GetBoolean();
        return false;
    }

    private static IEnumerable<IPAddress> OtherAddresses() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(each => each.Address)
        .Where(each => !IPAddress.IsLoopback(each) && each.AddressFamily == AddressFamily.InterNetwork);
}
