namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>A running <c>videoindex serve</c>.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly RunningProgram _program;

    private Server(RunningProgram program, Uri address)
    {
        _program = program;
        Address = address;
    }

    public Uri Address { get; }

    /// <param name="port">0 takes a free one.</param>
    public static async Task<Server> StartAsync(string dataFolder, int port = 0)
    {
        var program = ProgramRunner.WithData(dataFolder).Start("serve", "--port", $"{port}");
        await program.WaitForTextAsync("http://localhost:");
        var line = program.Output.Split('\n').First(each => each.Contains("http://localhost:", StringComparison.Ordinal));
        return new Server(program, new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..].Trim().Split(' ')[0]));
    }

    public Uri At(string path) => new(Address, path);

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
