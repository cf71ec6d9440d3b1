using System.CommandLine;
using VideoIndex.Cli.Find;
using VideoIndex.Cli.Output;
using VideoIndex.Search;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex similar MEDIA@1:20</c></summary>
internal static class SimilarCommand
{
    private static readonly Argument<string> Place = new("MEDIA@TIME")
    {
        Description = "the moment whose like is looked for: a file (or a part of its path) or a media's id, and a time in it, film.mp4@1:20",
    };

    private static readonly ClipArguments Arguments = new();

    public static Command Create()
    {
        var command = new Command("similar", "Finds clips like the one at a place; exit code 0 found, 1 nothing found, 2 error") { Place };
        Arguments.AddTo(command);
        // On another thread at once: Ctrl-C is listened to only after the action has returned its task.
        command.SetAction((parsed, cancel) => Task.Run(() => RunAsync(parsed, NamedMoment.Parse(parsed.GetValue(Place)!), cancel), cancel));
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, NamedMoment moment, CancellationToken cancel) =>
        Arguments.RunAsync(parsed, (parts, options) => Find(moment, parts, options), result => CheckQuestion.About(result.Query), cancel);

    private static SearchResult Find(NamedMoment moment, SearchParts parts, SearchOptions options)
    {
        var time = moment.Time;
        var result = parts.Finder(Ranker.Hybrid, options).FindLike(NamedMedia.Find(parts.Catalog, moment.Media), time);
        Terminal.Say($"like: {Terminal.Printable(result.Query)}");
        return result;
    }
}
