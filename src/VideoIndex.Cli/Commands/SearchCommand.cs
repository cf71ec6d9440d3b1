using System.CommandLine;
using VideoIndex.Cli.Find;
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

    private static readonly ClipArguments Arguments = new();

    public static Command Create()
    {
        var command = new Command("search", "Finds clips; exit code 0 found, 1 nothing found, 2 error") { Query };
        Arguments.AddTo(command);
        // On another thread at once: Ctrl-C is listened to only after the action has returned its task.
        command.SetAction((parsed, cancel) => Task.Run(() => RunAsync(parsed, string.Join(' ', parsed.GetValue(Query)!), cancel), cancel));
        foreach (var saved in SavedSearchCommands.Create(Arguments, RunAsync))
            command.Subcommands.Add(saved);
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, string query, CancellationToken cancel) => Arguments.RunAsync(
        parsed, (parts, options) => parts.Finder(Ranker.Hybrid, options).Find(query), _ => CheckQuestion.Of(QueryParser.Parse(query)), cancel);
}
