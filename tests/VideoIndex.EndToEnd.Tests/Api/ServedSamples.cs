using System.Net.Http.Json;
using System.Text.Json;
using VideoIndex.EndToEnd.Tests.MainJob;

[assembly: AssemblyFixture(typeof(VideoIndex.EndToEnd.Tests.Api.ServedSamples))]

namespace VideoIndex.EndToEnd.Tests.Api;

/// <summary>The sample films, indexed and served by the built program, once for all tests that only look. Started by the first that does.</summary>
public sealed class ServedSamples : IAsyncLifetime
{
    private readonly IndexedSamples _samples = new();
    private readonly Lazy<Task> _start;
    private RunningProgram? _program;

    public ServedSamples() => _start = new Lazy<Task>(StartAsync);

    internal HttpClient Http { get; } = new();

    internal string Data => _samples.Data;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_program is not null)
            await _program.DisposeAsync();
        if (_start.IsValueCreated)
            await _samples.DisposeAsync();
    }

    internal Task ReadyAsync() => _start.Value;

    /// <summary>Starts <c>serve</c> on a free port and returns the address that it prints.</summary>
    internal static async Task<(RunningProgram Program, Uri Address)> ServeAsync(string data, params string[] more)
    {
        var program = ProgramRunner.WithData(data).Start(["serve", "--host", "127.0.0.1", "--port", "0", .. more]);
        await program.WaitForTextAsync("/\n");
        return (program, new Uri(program.Output.Trim()));
    }

    internal async Task<JsonElement> JsonAsync(string address) =>
        await Http.GetFromJsonAsync<JsonElement>(address, TestContext.Current.CancellationToken);

    /// <summary>The id of the sample film with this name.</summary>
    internal async Task<long> MediaAsync(string file) => (await JsonAsync("/api/media")).GetProperty("media").EnumerateArray()
        .Single(media => media.GetProperty("file").GetString() == file).GetProperty("id").GetInt64();

    private async Task StartAsync()
    {
        await _samples.InitializeAsync();
        (_program, Http.BaseAddress) = await ServeAsync(Data);
    }
}
