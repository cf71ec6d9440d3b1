using System.CommandLine;
using System.Diagnostics;
using VideoIndex.Cli.Output;
using VideoIndex.Search;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex demo</c>: the main job on the sample films, in a data folder of its own.</summary>
internal static class DemoCommand
{
    private const string Query = "goal celebration";
    private const string Playlist = "goal-celebration.xspf";

    public static Command Create()
    {
        var command = new Command("demo", $"Indexes the sample films, searches \"{Query}\" and writes {Playlist} in this folder");
        // On another thread at once: Ctrl-C is listened to only after the action has returned its task.
        command.SetAction((parsed, cancel) => Task.Run(() => RunAsync(parsed, cancel), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var data = Path.Combine(GlobalOptions.DataFolder(parsed), "demo");
        Terminal.Say($"1. videoindex index {Samples.Media}");
        await IndexCommand.RunAsync(data, [Samples.Media], ModelChoice.Sample, new IndexSettings { Embedder = EmbedderChoice.Sample }, cancel);
        Terminal.Say($"2. videoindex search \"{Query}\" -o {Playlist}");
        var start = Stopwatch.GetTimestamp();
        using var parts = await SearchParts.OpenAsync(data, EmbedderChoice.Sample);
        var result = parts.Finder(Ranker.Hybrid, new SearchOptions { Limit = 5 }).Find(Query);
        ClipReport.Print(result, Stopwatch.GetElapsedTime(start));
        if (result.NoMatch)
            return ExitCode.NothingFound;
        PlaylistFile.For(Playlist).Write(result);
        Terminal.Say("now your own: ./videoindex index ~/Videos");
        return ExitCode.Found;
    }
}
