using System.Text;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Cli.Ask;

/// <summary>A conversation in the terminal: lines are questions, or commands that begin with a slash. Answers go to stdout, all else to stderr.</summary>
internal sealed class ChatSession(SmolVlm model, ShownMedia? media, AskSettings settings, Interrupt interrupt) : IDisposable
{
    private const string Help = """
        /clip 1:20-1:40   begin anew with this span (/clip alone: the whole video)
        /image FILE       show a still with the next question
        /system TEXT      begin anew with this system prompt (/system alone: with none)
        /history          what was said so far
        /save FILE        write what was said into a new file
        /quit             end (so does Ctrl-D)
        """;

    private readonly List<ChatInput> _toShow = [];
    private readonly StringBuilder _transcript = new();
    private SmolVlmChat _chat = new(model, settings.Chat);
    private ChatOptions _options = settings.Chat;
    private (TimeSpan? Start, TimeSpan? End) _span = (settings.Start, settings.End);
    private bool _ended;

    /// <summary>Puts what the command line named before the model.</summary>
    /// <exception cref="VideoIndexException">Something of it cannot be read.</exception>
    public async Task ShowAsync()
    {
        _toShow.Clear();
        await interrupt.RunAsync(async cancel =>
        {
            if (media is not null)
                _toShow.Add(await media.ReadAsync(_span.Start, _span.End, settings.Frames, cancel));
            foreach (var image in settings.Images)
                _toShow.Add(await ShownMedia.ReadImageAsync(image, cancel));
        });
    }

    public void Dispose() => _chat.Dispose();

    /// <summary>Until the input ends or <c>/quit</c>.</summary>
    public async Task RunAsync(TextReader input)
    {
        while (!_ended)
        {
            if (!Console.IsInputRedirected)
                Console.Error.Write("> ");
            if (await input.ReadLineAsync() is not { } line)
                return;
            if (line.Trim() is { Length: > 0 } said)
                await HandleAsync(said);
        }
    }

    private async Task HandleAsync(string said)
    {
        try
        {
            await (said[0] == '/' ? CommandAsync(said) : interrupt.RunAsync(cancel => AskAsync(said, cancel)));
        }
        catch (OperationCanceledException)
        {
            Console.Out.WriteLine();
            Terminal.Say("stopped; the conversation is as before the question");
        }
        catch (VideoIndexException trouble)
        {
            Terminal.Error(trouble);
        }
    }

    private Task AskAsync(string question, CancellationToken cancel)
    {
        var answer = _chat.Ask([.. _toShow, question], Write, cancel);
        Console.Out.WriteLine();
        Console.Out.Flush();
        if (answer.Note is { } note)
            Terminal.Say($"note: {note}");
        if (answer.Text.Length == 0)
            return Task.CompletedTask;
        // Shown once: later questions are about what the conversation holds.
        _toShow.Clear();
        _transcript.Append("> ").AppendLine(question).AppendLine(Terminal.PrintableLines(answer.Text)).AppendLine();
        return Task.CompletedTask;
    }

    private Task CommandAsync(string line)
    {
        var (word, rest) = line.IndexOf(' ') is > 0 and var blank ? (line[..blank], line[blank..].Trim()) : (line, "");
        return word switch
        {
            "/clip" => ClipAsync(rest),
            "/image" => ImageAsync(rest),
            "/system" => SystemAsync(rest),
            "/save" => SaveAsync(rest),
            "/history" => SayAsync(_transcript.Length == 0 ? "nothing was said yet" : _transcript.ToString().TrimEnd()),
            "/help" => SayAsync(Help),
            "/quit" or "/exit" => Task.FromResult(_ended = true),
            _ => throw new VideoIndexException(ErrorCodes.BadOption, $"`{word}` is no command", "/help lists them; a question does not begin with a slash"),
        };
    }

    private async Task ClipAsync(string span)
    {
        if (media is null)
            throw new VideoIndexException(ErrorCodes.BadOption, "no video is being talked about", "begin with `videoindex chat FILE`");
        var before = _span;
        _span = span.Length == 0 ? (null, null) : ClipTime.ParseSpan("/clip", span);
        try
        {
            await ShowAsync();
        }
        catch
        {
            _span = before;
            throw;
        }

        // Small models mix up two clips in one conversation.
        _chat.Dispose();
        _chat = new SmolVlmChat(model, _options);
        var named = span.Length == 0 ? "the whole video" : span;
        _transcript.AppendLine($"[{named}]").AppendLine();
        Terminal.Say($"begun anew with {named}");
    }

    private Task ImageAsync(string path) => interrupt.RunAsync(async cancel =>
    {
        _toShow.Add(await ShownMedia.ReadImageAsync(path, cancel));
        Terminal.Say($"{Terminal.Printable(path)} is shown with the next question");
    });

    private async Task SystemAsync(string text)
    {
        await ShowAsync();
        _options = _options with { SystemPrompt = text };
        _chat.Dispose();
        _chat = new SmolVlmChat(model, _options);
        _transcript.AppendLine($"[system: {text}]").AppendLine();
        Terminal.Say(text.Length == 0 ? "begun anew without a system prompt" : "begun anew with this system prompt");
    }

    private async Task SaveAsync(string path)
    {
        if (path.Length == 0)
            throw new VideoIndexException(ErrorCodes.BadOption, "`/save` names no file", "/save answers.txt");
        try
        {
            await using var file = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write));
            await file.WriteAsync(_transcript);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new VideoIndexException(ErrorCodes.BadOption, $"cannot write `{path}`: {trouble.Message}", "name a file that is not there yet", trouble);
        }

        Terminal.Say($"wrote {Terminal.Printable(path)}");
    }

    private static Task SayAsync(string text)
    {
        Terminal.Say(text);
        return Task.CompletedTask;
    }

    private static void Write(string text)
    {
        Console.Out.Write(Terminal.PrintableLines(text));
        Console.Out.Flush();
    }
}
