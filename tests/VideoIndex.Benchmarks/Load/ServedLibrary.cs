using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using VideoIndex.Worker;

namespace VideoIndex.Benchmarks.Load;

/// <summary>The program as a server in a process of its own, over the sample films and, if wanted, hours of written captions.</summary>
internal sealed class ServedLibrary : IDisposable
{
    private readonly Process _server;

    private ServedLibrary(Process server, Uri address)
    {
        _server = server;
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Http { get; }

    /// <summary>What the server holds in main memory, bytes.</summary>
    public long Memory
    {
        get
        {
            _server.Refresh();
            return _server.WorkingSet64;
        }
    }

    public static async Task<ServedLibrary> StartAsync(string dataFolder, int hours)
    {
        if (hours > 0)
        {
            WrittenCatalog.Write(dataFolder, CaptionWords.Media(hours, WrittenCatalog.WindowsPerMedia));
            new TextPublisher(dataFolder, Path.Combine(dataFolder, "text")).CatchUp(CancellationToken.None);
        }

        await RunAsync("index", BenchmarkFolder.SampleMedia, "--data", dataFolder);
        var server = Start("serve", "--host", "127.0.0.1", "--port", "0", "--data", dataFolder);
        var line = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the server did not start: what it said is above");
        return new ServedLibrary(server, new Uri(line.Trim()));
    }

    /// <summary>Begins to index a folder.</summary>
    public async Task IndexAsync(string folder)
    {
        using var answer = await Http.PostAsJsonAsync("/api/libraries", new { path = folder });
        if (answer.StatusCode != HttpStatusCode.Accepted)
            throw new InvalidOperationException($"the index run was refused: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Windows captioned so far, of all folders.</summary>
    public async Task<long> CaptionedAsync()
    {
        var libraries = await Http.GetFromJsonAsync<JsonElement>("/api/libraries");
        return libraries.GetProperty("libraries").EnumerateArray().Sum(library => library.GetProperty("captioned").GetInt64());
    }

    public void Dispose()
    {
        Http.Dispose();
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
    }

    private static async Task RunAsync(params string[] arguments)
    {
        using var program = Start(arguments);
        await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        if (program.ExitCode != 0)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"`videoindex {arguments[0]}` ended with {program.ExitCode}: what it said is above"));
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, [Path.Combine(AppContext.BaseDirectory, "videoindex.dll"), .. arguments]) { RedirectStandardOutput = true })!;
}
