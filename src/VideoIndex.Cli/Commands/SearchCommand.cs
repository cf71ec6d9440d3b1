using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex search QUERY</c></summary>
internal static class SearchCommand
{
    private static readonly Argument<string> Query = new("QUERY") { Description = "words, \"exact phrases\"" };

    private static readonly Option<int> Limit = new("--limit", "-n")
    {
        Description = "most clips shown",
        HelpName = "N",
        DefaultValueFactory = _ => new SearchOptions().Limit,
    };

    private static readonly Option<string?> Out = new("--output", "-o")
    {
        Description = "also write the clips as a playlist: .xspf (VLC) or .m3u8",
        HelpName = "FILE",
    };

    private static readonly Option<bool> All = new("--all") { Description = "also show clips that are unlikely to be an answer" };

    private static readonly Option<string?> Embedder = GlobalOptions.Embedder();

    private static readonly Option<bool> Json = GlobalOptions.Json();

    public static Command Create()
    {
        var command = new Command("search", "Finds clips; exit code 0 found, 1 nothing found, 2 error") { Query, Limit, Out, Json, All, Embedder };
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    /// <summary>Finds clips, bringing the indexes up to date first when they are behind.</summary>
    public static SearchAnswer Find(string dataFolder, string query, SearchOptions options, EmbedderChoice embedder)
    {
        if (options.Limit is not (>= 1 and <= 1000))
            throw new VideoIndexException(ErrorCodes.BadOption, $"--limit is `{options.Limit}`, expected 1 to 1000", "leave it out for one page");
        using var parts = SearchParts.Open(dataFolder, embedder);
        return new SearchAnswer(new ClipFinder(parts.Catalog, parts.Ranker(Ranker.Hybrid), options).Find(query), parts.Lists, parts.Embedder);
    }

    public static void Print(SearchResult result, TimeSpan took)
    {
        foreach (var clip in result.Clips)
        {
            Console.WriteLine($"{clip.Rank,3}  {Terminal.Printable(clip.Path)}  {clip.Span}{Likely(clip)}{(clip.HasFile ? "" : "  (no file)")}");
            Console.WriteLine($"     {Terminal.Printable(clip.Caption)}");
        }

        if (result.NoMatch)
            Terminal.Say($"nothing matches `{Terminal.Printable(result.Query)}`");
        if (result.Closest.Count > 0)
            Terminal.Say("---- closest, unlikely (--all shows everything) ----");
        foreach (var clip in result.Closest)
            Terminal.Say($"     {Terminal.Printable(clip.Path)}  {clip.Span}{Likely(clip)}  {Terminal.Printable(clip.Caption)}");
        Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"searched {result.WindowsSearched} windows in {took.TotalMilliseconds:0} ms{Pending(result)}"));
    }

    private static int Run(ParseResult parsed)
    {
        var playlist = parsed.GetValue(Out) is { } file ? PlaylistFile.For(file) : null;
        var start = Stopwatch.GetTimestamp();
        var options = new SearchOptions { Limit = parsed.GetValue(Limit) };
        if (parsed.GetValue(All))
            options = options with { LeastConfidence = 0 };
        var answer = Find(GlobalOptions.DataFolder(parsed), parsed.GetValue(Query)!, options, EmbedderChoice.From(parsed.GetValue(Embedder)));
        var result = answer.Result;
        var took = Stopwatch.GetElapsedTime(start);
        if (parsed.GetValue(Json))
            JsonOutput.Write(SearchJson.From(answer, took));
        else
            Print(result, took);
        if (!result.NoMatch)
            playlist?.Write(result);
        return result.NoMatch ? ExitCode.NothingFound : ExitCode.Found;
    }

    private static string Likely(Clip clip) => clip.Confidence is { } confidence
        ? string.Create(CultureInfo.InvariantCulture, $"  {100 * confidence:0} %")
        : "";

    private static string Pending(SearchResult result) => result.WindowsPending == 0 ? ""
        : $"; {result.WindowsPending} windows are not captioned yet: `videoindex index` goes on with them";
}
