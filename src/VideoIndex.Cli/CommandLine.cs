using System.CommandLine;
using System.CommandLine.Parsing;
using VideoIndex.Cli.Check;
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
          videoindex search "..." -o clips.xspf   ... as a playlist for VLC (or .csv .edl .fcpxml .vtt ...)
          videoindex search save NAME "..."       ... kept under a name: search run NAME
          videoindex similar film.mp4@1:20        clips like the one at 1:20
          videoindex serve                        the same in the browser, in VLC and for agents
          videoindex ask film.mp4 "What happens?" the model's answer about a video, a span, a still
          videoindex chat film.mp4                ... question after question
          videoindex correct film.mp4@0:50 "..."  your words in place of a caption
          videoindex feedback goals.xspf          a playlist as you left it in VLC: what is right, what wrong
          videoindex import captions.jsonl        captions that somebody else made
          videoindex status                       what is done, left, failed
          videoindex model pull 500m              a model that sees real footage (2 GB)
          videoindex doctor                       what is missing on this machine
          videoindex demo                         all of it on the sample films

        `videoindex COMMAND --help` shows a command's options.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Parse(args);
        if (parsed.Errors.Count > 0)
            return Terminal.Error(new VideoIndexException(ErrorCodes.BadOption, parsed.Errors[0].Message, HelpHint(parsed)));
        if (MistypedOption(parsed) is { } token)
            return Terminal.Error(new VideoIndexException(ErrorCodes.BadOption, $"`{token}` is no option of `videoindex {parsed.CommandResult.Command.Name}`",
                $"{HelpHint(parsed)}; what is no option but begins with `-` is written after `--`"));
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // The batch in flight is let finish before the process ends.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(15),
        };
        try
        {
            var code = await parsed.InvokeAsync(configuration);
            return code == ExitCode.Stopped ? SayStopped(parsed) : code;
        }
        catch (VideoIndexException trouble)
        {
            return Terminal.Error(trouble);
        }
        catch (OperationCanceledException)
        {
            return SayStopped(parsed);
        }
        catch (IOException trouble) when (DiskSpace.IsFull(trouble))
        {
            return Terminal.Error(new VideoIndexException(ErrorCodes.DiskFull, $"the disk is full: {trouble.Message}", "free some space, then run the same command again"));
        }
    }

    internal static ParseResult Parse(string[] args)
    {
        args = CheckArguments.WithNumbers(args);
        var parsed = Root().Parse(args);
        return SavedSearchCommands.AsQuery(parsed, args) is { } query ? Root().Parse(query) : parsed;
    }

    internal static RootCommand Root()
    {
        var root = new RootCommand("Finds moments in your videos, all on this machine.") { GlobalOptions.Data };
        root.Subcommands.Add(IndexCommand.Create());
        root.Subcommands.Add(SearchCommand.Create());
        root.Subcommands.Add(SimilarCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(EvaluateCommand.Create());
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(TokenCommand.Create());
        root.Subcommands.Add(VlcCommand.Create());
        root.Subcommands.Add(McpCommand.Create());
        root.Subcommands.Add(AskCommand.Create());
        root.Subcommands.Add(ChatCommand.Create());
        root.Subcommands.Add(CorrectCommand.Create());
        root.Subcommands.Add(FeedbackCommand.Create());
        root.Subcommands.Add(StatusCommand.Create());
        root.Subcommands.Add(ModelCommand.Create());
        root.Subcommands.Add(LanguageCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(CompletionCommand.Create());
        root.SetAction(_ => Console.WriteLine(Overview));
        return root;
    }

    private static int SayStopped(ParseResult parsed)
    {
        Terminal.Say(parsed.CommandResult.Command.Name == "ask" ? "stopped" : "stopped; what was finished is kept, the next run goes on from here");
        return ExitCode.Stopped;
    }

    /// <summary>The parser takes an option that it does not know for one more folder or word.</summary>
    private static string? MistypedOption(ParseResult parsed)
    {
        var plain = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value).ToHashSet(StringComparer.Ordinal);
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value)
            .FirstOrDefault(value => value is ['-', not '-', ..] or ['-', '-', _, ..] && !plain.Contains(value) && !value.Any(char.IsWhiteSpace));
    }

    private static string HelpHint(ParseResult parsed) => parsed.CommandResult.Command is RootCommand
        ? "`videoindex --help` lists the commands"
        : $"`videoindex {Words(parsed.CommandResult)} --help` lists its options";

    private static string Words(CommandResult command) => command.Parent is CommandResult { Command: not RootCommand } parent
        ? $"{Words(parent)} {command.Command.Name}"
        : command.Command.Name;
}
