using System.CommandLine;
using VideoIndex.Cli.Commands;
using VideoIndex.Cli.Output;
using VideoIndex.Core;

namespace VideoIndex.Cli;

/// <summary>The commands and what is common to them: errors to stderr with a hint, exit codes, Ctrl-C.</summary>
internal static class CommandLine
{
    private const string Overview = """
        Finds moments in your videos, all on this machine.

          videoindex index ~/Videos               read a folder (again: only what is new)
          videoindex search "goal celebration"    clips with file and time
          videoindex search "..." -o clips.xspf   ... as a playlist for VLC
          videoindex serve                        the same in the browser, in VLC and for agents
          videoindex status                       what is done, left, failed
          videoindex doctor                       what is missing on this machine
          videoindex demo                         all of it on the sample films

        `videoindex COMMAND --help` shows a command's options.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
            return Terminal.Error(new VideoIndexException(ErrorCodes.BadOption, parsed.Errors[0].Message, HelpHint(parsed)));
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // The batch in flight is let finish before the process ends.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(15),
        };
        try
        {
            var code = await parsed.InvokeAsync(configuration);
            return code == ExitCode.Stopped ? SayStopped() : code;
        }
        catch (VideoIndexException trouble)
        {
            return Terminal.Error(trouble);
        }
        catch (OperationCanceledException)
        {
            return SayStopped();
        }
        catch (IOException trouble) when (DiskSpace.IsFull(trouble))
        {
            return Terminal.Error(new VideoIndexException(ErrorCodes.DiskFull, $"the disk is full: {trouble.Message}", "free some space, then run the same command again"));
        }
    }

    internal static RootCommand Root()
    {
        var root = new RootCommand("Finds moments in your videos, all on this machine.") { GlobalOptions.Data };
        root.Subcommands.Add(IndexCommand.Create());
        root.Subcommands.Add(SearchCommand.Create());
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(TokenCommand.Create());
        root.Subcommands.Add(McpCommand.Create());
        root.Subcommands.Add(StatusCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(CompletionCommand.Create());
        root.SetAction(_ => Console.WriteLine(Overview));
        return root;
    }

    private static int SayStopped()
    {
        Terminal.Say("stopped; what was finished is kept, the next run goes on from here");
        return ExitCode.Stopped;
    }

    private static string HelpHint(ParseResult parsed) => parsed.CommandResult.Command is RootCommand
        ? "`videoindex --help` lists the commands"
        : $"`videoindex {parsed.CommandResult.Command.Name} --help` lists its options";
}
