using System.CommandLine;
using System.Diagnostics;
using VideoIndex.Api;
using VideoIndex.Cli.Check;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Cli.Find;

/// <summary>The options of the commands that find clips, and how these show what they found: a table, JSON, a playlist.</summary>
internal sealed class ClipArguments
{
    private readonly Option<int> _limit = new("--limit", "-n")
    {
        Description = "most clips shown",
        HelpName = "N",
        DefaultValueFactory = _ => new SearchOptions().Limit,
    };

    private readonly Option<string?> _out = new("--output", "-o")
    {
        Description = $"also write the clips to a file: {PlaylistFile.Endings}",
        HelpName = "FILE",
    };

    private readonly Option<string?> _format = new("--format", "-f")
    {
        Description = $"form of that file, or of stdout without -o: {PlaylistFile.Names} [default: as the file's name ends; .edl is CMX 3600]",
        HelpName = "FORM",
    };

    private readonly Option<bool> _all = new("--all") { Description = "also show clips that are unlikely to be an answer, and those that look alike" };
    private readonly Option<string?> _embedder = GlobalOptions.Embedder();
    private readonly Option<bool> _json = GlobalOptions.Json();
    private readonly CheckArguments _check = new();

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_limit, _out, _format, _json, _all, _embedder])
            command.Options.Add(option);
        _check.AddTo(command);
    }

    /// <summary>Finds, shows and writes clips; the indexes are brought up to date first when they are behind.</summary>
    /// <param name="question">What a model is asked about each clip of an answer; null where nothing can be asked.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="VideoIndexException">What an option says cannot be done; also what <paramref name="find"/> throws.</exception>
    public async Task<int> RunAsync(
        ParseResult parsed, Func<SearchParts, SearchOptions, SearchResult> find, Func<SearchResult, string?> question, CancellationToken cancel)
    {
        var playlist = PlaylistFile.Chosen(parsed.GetValue(_out), parsed.GetValue(_format));
        var isJson = parsed.GetValue(_json);
        if (isJson && playlist?.IsStdout == true)
            throw new VideoIndexException(ErrorCodes.BadOption, "--json and --format both want stdout", "give --format a file with -o FILE");

        var start = Stopwatch.GetTimestamp();
        var options = Options(parsed, playlist);
        var check = _check.Read(parsed);
        var data = GlobalOptions.DataFolder(parsed);
        using var parts = await SearchParts.OpenAsync(data, EmbedderChoice.From(parsed.GetValue(_embedder), data));
        var result = find(parts, check is null ? options : options with { Limit = Math.Max(options.Limit, check.Clips) });
        if (check is not null && !result.NoMatch)
            result = await ClipLook.LookAsync(result, question(result), check, options, parts.Catalog, data, cancel);
        Show(new FoundClips(result with { Clips = [.. result.Clips.Take(options.Limit)] }, parts.Lists, parts.Embedder), Stopwatch.GetElapsedTime(start), isJson, playlist);
        return result.NoMatch ? ExitCode.NothingFound : ExitCode.Found;
    }

    private static void Show(FoundClips found, TimeSpan took, bool isJson, PlaylistFile? playlist)
    {
        if (isJson)
            JsonOutput.Write(SearchAnswer.From(found, took));
        else if (playlist?.IsStdout == true)
            ClipReport.SayAbout(found.Result, took);
        else
            ClipReport.Print(found.Result, took);
        if (!found.Result.NoMatch)
            playlist?.Write(found.Result);
    }

    /// <summary>A playlist can fold nothing up; and what is written for one file may be full of that file.</summary>
    private SearchOptions Options(ParseResult parsed, PlaylistFile? playlist)
    {
        var limit = parsed.GetValue(_limit);
        if (limit is not (>= 1 and <= 1000))
            throw new VideoIndexException(ErrorCodes.BadOption, $"--limit is `{limit}`, expected 1 to 1000", "leave it out for one page");
        var options = new SearchOptions { Limit = limit, CollapsesAlike = playlist is null };
        if (playlist?.Format.Scope == FormatScope.OneFile)
            options = options with { ClipsPerMedia = limit };
        return parsed.GetValue(_all) ? options with { LeastConfidence = 0, CollapsesAlike = false } : options;
    }
}
