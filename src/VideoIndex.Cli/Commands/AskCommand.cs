using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using VideoIndex.Cli.Ask;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex ask [FILE] QUESTION</c></summary>
internal static class AskCommand
{
    private static readonly Argument<string[]> Words = new("[FILE] QUESTION")
    {
        Description = "a video or a still (or none: a question of words alone), and what is asked about it",
        Arity = new ArgumentArity(1, 2),
    };

    private static readonly Option<string?> Choices = new("--choices") { Description = "answer with one of these and how likely each is: yes,no", HelpName = "A,B" };
    private static readonly Option<bool> Json = GlobalOptions.Json();
    private static readonly AskArguments Arguments = new();

    public static Command Create()
    {
        var command = new Command("ask", "Asks the model about a video, a span of one, or stills; the answer is written as it comes") { Words, Choices, Json };
        Arguments.AddTo(command);
        // On another thread at once: Ctrl-C is listened to only after the action has returned its task.
        command.SetAction((parsed, cancel) => Task.Run(() => RunAsync(parsed, cancel), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        var settings = Arguments.Read(parsed);
        var inputs = await ReadInputsAsync(parsed.GetValue(Words)!, settings, cancel);
        var choices = parsed.GetValue(Choices)?.Split(',', StringSplitOptions.TrimEntries);
        using var model = settings.Model.Load(settings.Vision);
        using var chat = new SmolVlmChat(model, settings.Chat);
        return choices is null
            ? Answer(model, chat, inputs, parsed.GetValue(Json), start, cancel)
            : Choose(model, chat, inputs, choices, parsed.GetValue(Json), start, cancel);
    }

    private static async Task<IReadOnlyList<ChatInput>> ReadInputsAsync(string[] words, AskSettings settings, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(words[^1]))
            throw new VideoIndexException(ErrorCodes.BadOption, "the question is empty, expected a sentence", "videoindex ask clip.mp4 \"What happens?\"");
        var inputs = new List<ChatInput>();
        if (words.Length == 1 && settings.NamesTimes)
            throw new VideoIndexException(ErrorCodes.BadOption, "times are given and no video, expected FILE before the question", "videoindex ask clip.mp4 \"What happens?\" --start 0:50");
        if (words.Length == 2)
            inputs.Add(await (await ShownMedia.OpenAsync(words[0], cancel)).ReadAsync(settings.Start, settings.End, settings.Frames, cancel));
        foreach (var image in settings.Images)
            inputs.Add(await ShownMedia.ReadImageAsync(image, cancel));
        inputs.Add(words[^1]);
        return inputs;
    }

    private static int Answer(SmolVlm model, SmolVlmChat chat, IReadOnlyList<ChatInput> inputs, bool json, long start, CancellationToken cancel)
    {
        var answer = chat.Ask(inputs, json ? null : text => Console.Out.Write(Terminal.PrintableLines(text)), cancel);
        if (json)
            JsonOutput.WriteLine(AskJson.From(model, answer, Stopwatch.GetElapsedTime(start)));
        else
            Console.Out.WriteLine();
        if (answer.Note is { } note)
            Terminal.Say($"note: {note}");
        return answer.Text.Length > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }

    private static int Choose(
        SmolVlm model, SmolVlmChat chat, IReadOnlyList<ChatInput> inputs, string[] choices, bool json, long start, CancellationToken cancel)
    {
        var chosen = chat.Choose(inputs, choices, cancel);
        if (json)
        {
            JsonOutput.WriteLine(AskJson.From(model, chosen, Stopwatch.GetElapsedTime(start)));
            return ExitCode.Found;
        }

        foreach (var choice in chosen.Answer.Choices.OrderByDescending(c => c.Probability))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{choice.Probability:0.000}  {Terminal.Printable(choice.Choice)}"));
        if (chosen.Answer.Covered < 0.5)
            Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"note: the model would answer with one of these in {chosen.Answer.Covered:0.0%} of cases only"));
        return ExitCode.Found;
    }
}
