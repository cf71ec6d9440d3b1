using System.Text.Json;

[assembly: AssemblyFixture(typeof(VideoIndex.EndToEnd.Tests.MainJob.IndexedSamples))]

namespace VideoIndex.EndToEnd.Tests.MainJob;

/// <summary>The sample films, indexed once by the built program for all tests that only read.</summary>
public sealed class IndexedSamples : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    internal ProgramRunner Program => ProgramRunner.WithData(Data);

    internal string Data => _folder["data"];

    internal ProgramResult Indexed { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Indexed = await Program.RunAsync("index", TestFolders.SampleMedia);
        Assert.True(Indexed.ExitCode == 0, Indexed.ToString());
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal async Task<JsonElement> SearchAsync(string query)
    {
        var result = await Program.RunAsync("search", query, "--json");
        Assert.True(result.ExitCode is 0 or 1, result.ToString());
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
