using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using VideoIndex.Catalog;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Search;
using VideoIndex.TextIndex;
using VideoIndex.Worker;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex search QUERY</c></summary>
internal static class SearchCommand
{
    private static readonly Argument<string[]> Query = new("QUERY")
    {
        Description = "words, \"exact phrases\"",
        Arity = ArgumentArity.OneOrMore,
    };

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

    private static readonly Option<bool> Json = GlobalOptions.Json();

    public static Command Create()
    {
        var command = new Command("search", "Finds clips; exit code 0 found, 1 nothing found, 2 error") { Query, Limit, Out, Json };
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    /// <summary>Finds clips, bringing the text index up to date first when it is behind.</summary>
    public static SearchResult Find(string dataFolder, string query, int limit)
    {
        if (limit is not (>= 1 and <= 1000))
            throw new VideoIndexException(ErrorCodes.BadOption, $"--limit is `{limit}`, expected 1 to 1000", "leave it out for one page");
        using var catalog = CatalogReader.Open(dataFolder);
        var folder = Path.Combine(dataFolder, "text");
        using var index = OpenCurrent(catalog, dataFolder, folder);
        return new ClipFinder(catalog, index, new SearchOptions { Limit = limit }).Find(query);
    }

    public static void Print(SearchResult result, TimeSpan took)
    {
        foreach (var clip in result.Clips)
        {
            Console.WriteLine($"{clip.Rank,3}  {Terminal.Printable(clip.Path)}  {clip.Span}");
            Console.WriteLine($"     {Terminal.Printable(clip.Caption)}");
        }

        if (result.NoMatch)
            Terminal.Say($"nothing matches `{Terminal.Printable(result.Query)}`");
        Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"searched {Terminal.Count(result.WindowsSearched, "window")} in {took.TotalMilliseconds:0} ms{Pending(result)}"));
    }

    private static int Run(ParseResult parsed)
    {
        var playlist = parsed.GetValue(Out) is { } file ? PlaylistFile.For(file) : null;
        var start = Stopwatch.GetTimestamp();
        var result = Find(GlobalOptions.DataFolder(parsed), string.Join(' ', parsed.GetValue(Query)!), parsed.GetValue(Limit));
        var took = Stopwatch.GetElapsedTime(start);
        if (parsed.GetValue(Json))
            JsonOutput.Write(SearchJson.From(result, took));
        else
            Print(result, took);
        if (!result.NoMatch)
            playlist?.Write(result);
        return result.NoMatch ? ExitCode.NothingFound : ExitCode.Found;
    }

    /// <summary>The index is derived: missing, damaged or behind, it is brought up to date from the catalog before anything is answered.</summary>
    private static TextIndexReader OpenCurrent(CatalogReader catalog, string dataFolder, string folder)
    {
        var index = TextIndexReader.TryOpen(folder);
        if (index is not null && index.CatalogId == catalog.CatalogId && index.AppliedChange >= catalog.LastChange())
            return index;
        index?.Dispose();
        if (index is null)
            Terminal.Say("building the text index from the catalog ...");
        new TextPublisher(dataFolder, folder).CatchUp(CancellationToken.None);
        return TextIndexReader.TryOpen(folder)
            ?? throw new VideoIndexException(ErrorCodes.DataFolderUnusable, $"the text index in `{folder}` is being rebuilt by another process", "search again in a moment");
    }

    private static string Pending(SearchResult result) => result.WindowsPending == 0 ? ""
        : $"; {Terminal.Count(result.WindowsPending, "window")} not captioned yet: `videoindex index` goes on with them";
}
