using System.CommandLine;
using VideoIndex.Api;
using VideoIndex.Cli.Ask;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex mcp</c></summary>
internal static class McpCommand
{
    private static readonly Option<string?> Model = GlobalOptions.Model();

    private static readonly Option<string?> Embedder = GlobalOptions.Embedder();

    private static readonly Option<string> Device = GlobalOptions.Device();

    public static Command Create()
    {
        var command = new Command("mcp", "Lets an AI agent search your videos and ask about them, over stdin and stdout (Model Context Protocol); it can change nothing") { Model, Embedder, Device };
        command.SetAction((parsed, cancel) => Task.Run(() => RunAsync(parsed, cancel), CancellationToken.None));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var data = GlobalOptions.DataFolder(parsed);
        var choice = ModelChoice.From(parsed.GetValue(Model), data);
        var vision = new VisionOptions { Device = parsed.GetValue(Device)! };
        await using var asker = new ClipAsker(() => choice.Load(vision), TimeProvider.System);
        var parts = ServeCommand.Parts(data, EmbedderChoice.From(parsed.GetValue(Embedder), data), _ => throw new VideoIndexException(ErrorCodes.NotAllowed, "agents cannot start an index"));
        await AgentServer.RunOverStdioAsync(new ServeOptions { DataFolder = data }, parts with { Asker = asker }, cancel);
        return ExitCode.Found;
    }
}
