using System.CommandLine;
using System.CommandLine.Parsing;
using VideoIndex.Catalog;
using VideoIndex.Cli.Find;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex search save|run|list|remove</c></summary>
internal static class SavedSearchCommands
{
    private static readonly Argument<string> Name = new("NAME") { Description = "name of the saved search" };

    private static readonly Argument<string[]> Query = new("QUERY") { Description = "what to look for, best in one pair of quotes", Arity = ArgumentArity.OneOrMore };

    private static readonly Option<bool> Json = GlobalOptions.Json();

    /// <param name="arguments">The options that a search takes.</param>
    /// <param name="search">Runs a query with them.</param>
    public static IEnumerable<Command> Create(ClipArguments arguments, Func<ParseResult, string, CancellationToken, Task<int>> search)
    {
        var save = new Command("save", "Keeps a query under a name (in place of an older one)") { Name, Query };
        save.SetAction(parsed => Save(Searches(parsed), parsed.GetValue(Name)!, string.Join(' ', parsed.GetValue(Query)!)));
        var run = new Command("run", "Searches for a saved query") { Name };
        arguments.AddTo(run);
        run.SetAction((parsed, cancel) => Task.Run(() => search(parsed, Find(Searches(parsed), parsed.GetValue(Name)!).Query, cancel), cancel));
        var list = new Command("list", "Lists saved searches (to search for this word: search '\"list\"')") { Json };
        list.SetAction(parsed => List(Searches(parsed).All(), parsed.GetValue(Json)));
        var remove = new Command("remove", "Forgets a saved search") { Name };
        remove.SetAction(parsed => Remove(Searches(parsed), parsed.GetValue(Name)!));
        return [save, run, list, remove];
    }

    /// <summary>
    /// `search save` and `search save -n 3` search for the word: the arguments again so that they say so, or null when they mean what they
    /// say. So a name never begins with a hyphen.
    /// </summary>
    public static string[]? AsQuery(ParseResult parsed, string[] args)
    {
        var command = parsed.CommandResult;
        if (command.Command.Name is not ("save" or "run" or "remove") || command.Parent is not CommandResult { Command.Name: "search" })
            return null;
        var name = command.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).FirstOrDefault()?.Value;
        var at = name is null || name.StartsWith('-') ? Array.IndexOf(args, command.Command.Name, Array.IndexOf(args, "search") + 1) : -1;
        return at < 0 ? null : [.. args[..at], .. args[(at + 1)..], "--", command.Command.Name];
    }

    private static SavedSearches Searches(ParseResult parsed) => new(GlobalOptions.DataFolder(parsed));

    private static int Save(SavedSearches searches, string name, string query)
    {
        var notes = QueryParser.Parse(query).Notes;
        foreach (var note in notes)
            Terminal.Say($"note: {Terminal.Printable(note)}");
        var before = searches.Save(name, query);
        Terminal.Say(before is null
            ? $"saved; run it with: videoindex search run {Terminal.Printable(name)}"
            : $"saved in place of `{Terminal.Printable(before.Query)}`");
        return ExitCode.Found;
    }

    private static int List(IReadOnlyList<SavedSearch> all, bool isJson)
    {
        if (isJson)
            JsonOutput.Write(new SavedSearchesJson(all));
        var width = all.Count == 0 || isJson ? 0 : all.Max(search => Terminal.Printable(search.Name).Length);
        foreach (var search in isJson ? [] : all)
            Console.WriteLine($"{Terminal.Printable(search.Name).PadRight(width)}  {Terminal.Printable(search.Query)}");
        if (all.Count == 0)
            Terminal.Say("no search is saved yet: videoindex search save NAME QUERY");
        return all.Count == 0 ? ExitCode.NothingFound : ExitCode.Found;
    }

    private static int Remove(SavedSearches searches, string name)
    {
        var removed = searches.Remove(name) ?? throw NotSaved(searches, name);
        Terminal.Say($"removed `{Terminal.Printable(removed.Name)}`: {Terminal.Printable(removed.Query)}");
        return ExitCode.Found;
    }

    private static SavedSearch Find(SavedSearches searches, string name) => searches.Find(name) ?? throw NotSaved(searches, name);

    private static VideoIndexException NotSaved(SavedSearches searches, string name)
    {
        var names = searches.All().Select(search => $"`{search.Name}`").ToList();
        return new VideoIndexException(ErrorCodes.BadOption, $"no search is saved as `{name}`",
            names.Count == 0 ? "save one with `videoindex search save NAME QUERY`" : $"saved are {string.Join(", ", names)}");
    }

    private sealed record SavedSearchesJson(IReadOnlyList<SavedSearch> Searches);
}
