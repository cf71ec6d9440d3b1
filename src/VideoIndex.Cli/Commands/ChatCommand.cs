using System.CommandLine;
using VideoIndex.Cli.Ask;
using VideoIndex.Cli.Output;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex chat [FILE]</c></summary>
internal static class ChatCommand
{
    private static readonly Argument<string?> Path = new("FILE") { Description = "a video or a still to talk about", Arity = ArgumentArity.ZeroOrOne };
    private static readonly AskArguments Arguments = new();

    public static Command Create()
    {
        var command = new Command("chat", "Talks about a video: question after question, each knowing what was said before") { Path };
        Arguments.AddTo(command);
        // Not asynchronous: then Ctrl-C is the session's, which stops an answer with it and not the program.
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var settings = Arguments.Read(parsed);
        using var interrupt = new Interrupt();
        // The only caller of asynchronous code that has nothing else to do meanwhile: a session is one thread that reads, asks and writes.
        Task.Run(() => RunAsync(parsed.GetValue(Path), settings, interrupt)).GetAwaiter().GetResult();
        return ExitCode.Found;
    }

    private static async Task RunAsync(string? path, AskSettings settings, Interrupt interrupt)
    {
        var media = path is null ? null : await ShownMedia.OpenAsync(path, CancellationToken.None);
        using var model = settings.Model.Load(settings.Vision);
        using var session = new ChatSession(model, media, settings, interrupt);
        await session.ShowAsync();
        Terminal.Say("ask away; /help lists what else there is, Ctrl-C stops an answer, /quit ends");
        await session.RunAsync(Console.In);
    }
}
