using System.CommandLine;
using VideoIndex.Api;
using VideoIndex.Core;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex mcp</c></summary>
internal static class McpCommand
{
    private static readonly Option<string?> Embedder = GlobalOptions.Embedder();

    public static Command Create()
    {
        var command = new Command("mcp", "Lets an AI agent search your videos, over stdin and stdout (Model Context Protocol); it can change nothing") { Embedder };
        command.SetAction((parsed, cancel) => Task.Run(() => RunAsync(parsed, cancel), CancellationToken.None));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var data = GlobalOptions.DataFolder(parsed);
        var parts = ServeCommand.Parts(data, EmbedderChoice.From(parsed.GetValue(Embedder)), _ => throw new VideoIndexException(ErrorCodes.NotAllowed, "agents cannot start an index"));
        await AgentServer.RunOverStdioAsync(new ServeOptions { DataFolder = data }, parts, cancel);
        return ExitCode.Found;
    }
}
