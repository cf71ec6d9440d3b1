using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using VideoIndex.Api;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex search QUERY</c></summary>
internal static class SearchCommand
{
    private const string Language = """
        what to look for, best in one pair of quotes:
          goal celebration                 words: the more of them, the better
          "red card"                       exactly these words, in this order
          celebr*  -replay                 words that begin so; without
          goal OR penalty                  one of them
          speech:"good evening" seen:crowd only in subtitles and chapters; only in what was seen
          corner THEN goal WITHIN 30s      one after the other in one file; the clip covers both
          goal NEAR:20s celebration        near each other, either first
          in:football ext:mkv              folder or file; kind of file; also -in: and -ext:
          longer:1h shorter:10m            length of the file
          after:2024-05 before:2025        when the file was last written (UTC); after: includes the date
          model:500m offline:no            model that wrote the captions; files that are there now
        Anything else is words; a note says where something like syntax was taken as words.
        """;

    private static readonly Argument<string[]> Query = new("QUERY") { Description = Language, Arity = ArgumentArity.OneOrMore };

    private static readonly Option<int> Limit = new("--limit", "-n")
    {
        Description = "most clips shown",
        HelpName = "N",
        DefaultValueFactory = _ => new SearchOptions().Limit,
    };

    private static readonly Option<string?> Out = new("--output", "-o")
    {
        Description = $"also write the clips to a file: {PlaylistFile.Endings}",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Format = new("--format", "-f")
    {
        Description = $"form of that file, or of stdout without -o: {PlaylistFile.Names} [default: as the file's name ends; .edl is CMX 3600]",
        HelpName = "FORM",
    };

    private static readonly Option<bool> All = new("--all") { Description = "also show clips that are unlikely to be an answer" };

    private static readonly Option<string?> Embedder = GlobalOptions.Embedder();

    private static readonly Option<bool> Json = GlobalOptions.Json();

    public static Command Create()
    {
        var command = new Command("search", "Finds clips; exit code 0 found, 1 nothing found, 2 error") { Query, Limit, Out, Format, Json, All, Embedder };
        command.SetAction(parsed => Run(parsed, string.Join(' ', parsed.GetValue(Query)!)));
        foreach (var saved in SavedSearchCommands.Create([Limit, Out, Format, Json, All, Embedder], Run))
            command.Subcommands.Add(saved);
        return command;
    }

    /// <summary>Finds clips, bringing the indexes up to date first when they are behind.</summary>
    public static FoundClips Find(string dataFolder, string query, SearchOptions options, EmbedderChoice embedder)
    {
        if (options.Limit is not (>= 1 and <= 1000))
            throw new VideoIndexException(ErrorCodes.BadOption, $"--limit is `{options.Limit}`, expected 1 to 1000", "leave it out for one page");
        using var parts = SearchParts.Open(dataFolder, embedder);
        return new FoundClips(parts.Finder(Ranker.Hybrid, options).Find(query), parts.Lists, parts.Embedder);
    }

    public static void Print(SearchResult result, TimeSpan took)
    {
        foreach (var line in ClipTable.Lines(result.Clips, TerminalStyle.OfStdout()))
            Console.WriteLine(line);
        SayAbout(result, took);
    }

    private static int Run(ParseResult parsed, string query)
    {
        var playlist = PlaylistFile.Chosen(parsed.GetValue(Out), parsed.GetValue(Format));
        var isJson = parsed.GetValue(Json);
        if (isJson && playlist?.IsStdout == true)
            throw new VideoIndexException(ErrorCodes.BadOption, "--json and --format both want stdout", "give --format a file with -o FILE");

        var start = Stopwatch.GetTimestamp();
        var options = Options(parsed.GetValue(Limit), playlist);
        if (parsed.GetValue(All))
            options = options with { LeastConfidence = 0 };
        var answer = Find(GlobalOptions.DataFolder(parsed), query, options, EmbedderChoice.From(parsed.GetValue(Embedder)));
        var result = answer.Result;
        var took = Stopwatch.GetElapsedTime(start);
        if (isJson)
            JsonOutput.Write(SearchAnswer.From(answer, took));
        else if (playlist?.IsStdout == true)
            SayAbout(result, took);
        else
            Print(result, took);
        if (!result.NoMatch)
            playlist?.Write(result with { Clips = [.. result.Clips.Where(clip => clip.HasFile)] }); // a player cannot open the others
        return result.NoMatch ? ExitCode.NothingFound : ExitCode.Found;
    }

    /// <summary>What is written for one file may be full of that file.</summary>
    private static SearchOptions Options(int limit, PlaylistFile? playlist)
    {
        var options = new SearchOptions { Limit = limit };
        return playlist?.Format.Scope == FormatScope.OneFile ? options with { ClipsPerMedia = Math.Clamp(limit, 1, 1000) } : options;
    }

    private static void SayAbout(SearchResult result, TimeSpan took)
    {
        foreach (var more in result.LeftOut)
            Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"and {more.Clips} more from {Terminal.Printable(more.Path)}"));
        foreach (var note in result.Notes)
            Terminal.Say($"note: {Terminal.Printable(note)}");
        if (result.NoMatch)
            Terminal.Say($"nothing matches `{Terminal.Printable(result.Query)}`");
        if (result.Closest.Count > 0)
            Terminal.Say("---- closest, unlikely (--all shows everything) ----");
        foreach (var clip in result.Closest)
            Terminal.Say($"     {Terminal.Printable(clip.Path)}  {clip.Span}  {Terminal.Printable(clip.Caption)}");
        Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"searched {Terminal.Count(result.WindowsSearched, "window")} in {took.TotalMilliseconds:0} ms{Pending(result)}"));
    }

    private static string Pending(SearchResult result) => result.WindowsPending == 0 ? ""
        : $"; {Terminal.Count(result.WindowsPending, "window")} not captioned yet: `videoindex index` goes on with them";
}
