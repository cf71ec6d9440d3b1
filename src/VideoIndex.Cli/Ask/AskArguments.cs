using System.CommandLine;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Cli.Ask;

/// <summary>The options that <c>ask</c> and <c>chat</c> share.</summary>
internal sealed class AskArguments
{
    private readonly Option<string?> _start = new("--start") { Description = "where in the video to begin looking, 0:50", HelpName = "TIME" };
    private readonly Option<string?> _end = new("--end") { Description = "where to end", HelpName = "TIME" };

    private readonly Option<int> _frames = new("--frames")
    {
        Description = "pictures of the video shown to the model, evenly spread",
        HelpName = "N",
        DefaultValueFactory = _ => 8,
    };

    private readonly Option<bool> _reference = new("--reference-frames") { Description = "the frames the reference takes instead: one a second, at most 64" };
    private readonly Option<string?> _at = new("--at") { Description = "the frames at these times instead: 0:51,0:55.5", HelpName = "TIMES" };
    private readonly Option<string[]> _images = new("--image") { Description = "a still to show as well: PNG, JPEG or WebP (again for more)", HelpName = "FILE" };
    private readonly Option<bool> _noSplit = new("--no-split") { Description = "show stills in one piece, not cut into tiles: faster, small things are lost" };

    private readonly Option<string?> _system = new("--system")
    {
        Description = "what the conversation begins with; \"\" for nothing [default: the sentence of the models' training]",
        HelpName = "TEXT",
    };

    private readonly Option<int> _maxNewTokens = new("--max-new-tokens")
    {
        Description = "where an answer is cut",
        HelpName = "N",
        DefaultValueFactory = _ => 256,
    };

    private readonly Option<double> _temperature = new("--temperature") { Description = "0 takes the likeliest words; above it answers vary", HelpName = "T" };
    private readonly Option<double> _topP = new("--top-p") { Description = "draw from the words that make up this share", HelpName = "P", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _topK = new("--top-k") { Description = "draw from so many words, 0 for all", HelpName = "K" };
    private readonly Option<double> _minP = new("--min-p") { Description = "draw from words at least this share as likely as the likeliest", HelpName = "P" };
    private readonly Option<double> _penalty = new("--repetition-penalty") { Description = "above 1: words that were there become rarer", HelpName = "X", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _ngram = new("--no-repeat-ngram") { Description = "write no run of N tokens twice, 0 for off", HelpName = "N" };
    private readonly Option<long> _seed = new("--seed") { Description = "equal seeds give equal answers", HelpName = "N" };
    private readonly Option<string[]> _stop = new("--stop") { Description = "end the answer before this text (again for more)", HelpName = "TEXT" };
    private readonly Option<string?> _model = GlobalOptions.Model();
    private readonly Option<string> _device = GlobalOptions.Device();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_start, _end, _frames, _reference, _at, _images, _noSplit, _system, _maxNewTokens, _temperature, _topP, _topK, _minP, _penalty, _ngram, _seed, _stop, _model, _device])
            command.Options.Add(option);
    }

    /// <exception cref="VideoIndexException"><c>bad_option</c></exception>
    public AskSettings Read(ParseResult parsed)
    {
        var chat = new ChatOptions { SplitImages = parsed.GetValue(_noSplit) ? false : null, Generation = Generation(parsed) };
        if (parsed.GetValue(_system) is { } system)
            chat = chat with { SystemPrompt = system };
        return new AskSettings(
            ModelChoice.From(parsed.GetValue(_model), GlobalOptions.DataFolder(parsed)), new VisionOptions { Device = parsed.GetValue(_device)! }, chat,
            Time(parsed, _start), Time(parsed, _end), Frames(parsed), parsed.GetValue(_images) ?? []);
    }

    private GenerationOptions Generation(ParseResult parsed) => new()
    {
        MaxNewTokens = parsed.GetValue(_maxNewTokens),
        Temperature = parsed.GetValue(_temperature),
        TopP = parsed.GetValue(_topP),
        TopK = parsed.GetValue(_topK),
        MinP = parsed.GetValue(_minP),
        RepetitionPenalty = parsed.GetValue(_penalty),
        NoRepeatNgram = parsed.GetValue(_ngram),
        Seed = parsed.GetValue(_seed),
        StopTexts = parsed.GetValue(_stop) ?? [],
    };

    private FrameRule Frames(ParseResult parsed)
    {
        var (count, reference, at) = (parsed.GetValue(_frames), parsed.GetValue(_reference), parsed.GetValue(_at));
        if (count is not (>= 1 and <= 64))
            throw new VideoIndexException(ErrorCodes.BadOption, $"--frames is `{count}`, expected 1 to 64", "more frames cost more time and memory each");
        if (reference && at is not null)
            throw new VideoIndexException(ErrorCodes.BadOption, "both --reference-frames and --at are given, expected one", null);
        List<TimeSpan> moments = at is null ? [] : [.. at.Split(',').Select(time => ClipTime.Parse("--at", time)).Distinct().Order()];
        return moments.Count <= 64
            ? new FrameRule(count, reference, moments)
            : throw new VideoIndexException(ErrorCodes.BadOption, $"--at names {moments.Count} times, expected at most 64", "more frames cost more time and memory each");
    }

    private static TimeSpan? Time(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } text ? ClipTime.Parse(option.Name, text) : null;
}
