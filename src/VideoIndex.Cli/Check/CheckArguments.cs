using System.CommandLine;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Cli.Check;

/// <summary>The options of the second look: <c>--check [N]</c> and which model takes it.</summary>
internal sealed class CheckArguments
{
    /// <summary>Clips looked at unless told otherwise: half a page, and seconds with the sample model; a published one takes seconds a clip on a processor.</summary>
    private const int Usual = 10;

    private const int Most = 100;

    private readonly Option<int?> _check = new("--check")
    {
        Description = $"have the model look at the best N clips, 1 to {Most}, and put those first that it says show it; slow, what it said is kept [N: {Usual}]",
        HelpName = "N",
    };

    private readonly Option<string?> _model = GlobalOptions.Model();
    private readonly Option<string> _device = GlobalOptions.Device();
    private readonly Option<string> _precision = GlobalOptions.Precision();

    public CheckArguments()
    {
        foreach (var option in (Option[])[_model, _device, _precision])
            option.Description = $"with --check: {option.Description}";
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_check, _model, _device, _precision])
            command.Options.Add(option);
    }

    /// <summary>The arguments with a number behind each <c>--check</c> that has none: else the parser takes the query's first word for it.</summary>
    public static string[] WithNumbers(string[] args)
    {
        var plain = Array.IndexOf(args, "--") is var dashes and >= 0 ? dashes : args.Length;
        return [.. args.Select((arg, at) => arg == "--check" && at < plain && !(at + 1 < plain && int.TryParse(args[at + 1], out _)) ? $"--check={Usual}" : arg)];
    }

    /// <summary>Null when no second look is asked for.</summary>
    /// <exception cref="VideoIndexException"><c>bad_option</c></exception>
    public CheckSettings? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_check) is not { } clips)
            return null;
        return clips is >= 1 and <= Most
            ? new CheckSettings(clips, parsed.GetValue(_model), new VisionOptions
            {
                Device = parsed.GetValue(_device)!,
                Precision = PrecisionNames.Parse(parsed.GetValue(_precision)!),
            })
            : throw new VideoIndexException(ErrorCodes.BadOption, $"--check is `{clips}`, expected 1 to {Most}", "each clip takes the model seconds");
    }
}
