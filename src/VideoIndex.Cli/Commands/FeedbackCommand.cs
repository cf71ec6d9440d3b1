using System.CommandLine;
using VideoIndex.Catalog;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Search;
using VideoIndex.Worker;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex feedback FILE.xspf</c></summary>
internal static class FeedbackCommand
{
    private static readonly Argument<string?> Playlist = new("FILE")
    {
        Description = "a playlist of a search that you reordered or shortened in VLC and saved there as XSPF",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Forget = new("--forget") { Description = "take back all that was said about the clips of this query", HelpName = "QUERY" };

    private static readonly Option<bool> Json = GlobalOptions.Json();

    public static Command Create()
    {
        var command = new Command("feedback", "Learns from a playlist that comes back: clips you kept are right for its search, in your order, those you removed are wrong") { Playlist, Forget, Json };
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var (file, forget, data) = (parsed.GetValue(Playlist), parsed.GetValue(Forget), GlobalOptions.DataFolder(parsed));
        if (file is null == forget is null)
            throw new VideoIndexException(ErrorCodes.BadOption, "expected one of FILE and --forget", "videoindex feedback goals.xspf");
        using var catalog = CatalogReader.Open(data);
        var editor = new Editor(new IndexerOptions { DataFolder = data }, new SharedWriter(data, TimeProvider.System));
        return file is null ? TakeBack(editor, forget!) : Learn(editor, catalog, Read(file), parsed.GetValue(Json));
    }

    private static PlaylistFeedback Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read);
            return PlaylistFeedback.Read(stream);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new VideoIndexException(ErrorCodes.BadOption, $"cannot read `{file}`: {trouble.Message}", "check the path", trouble);
        }
    }

    private static int Learn(Editor editor, CatalogReader catalog, PlaylistFeedback feedback, bool isJson)
    {
        if (feedback.CatalogId != catalog.CatalogId)
            throw new VideoIndexException(ErrorCodes.NotFound, $"the playlist of `{feedback.Query}` was made from another catalog than the one at hand", "name that one's folder with `--data`, or search again");
        var paths = catalog.PathsOf([.. feedback.Judgements.Select(each => each.MediaId).Distinct()]);
        var kept = feedback.Judgements.Where(each => paths.ContainsKey(each.MediaId)).ToList();
        if (kept.Count > 0)
            editor.Judge(feedback.Query, kept);
        var told = FeedbackJson.From(feedback, kept, paths);
        if (isJson)
            JsonOutput.Write(told);
        Say(told);
        return kept.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }

    private static void Say(FeedbackJson told)
    {
        Terminal.Say($"`{Terminal.Printable(told.Query)}`: {Terminal.Count(told.Right.Count, "clip")} right, {told.Wrong.Count} wrong; its answer goes by that from now on");
        if (told.Foreign > 0)
            Terminal.Say($"note: {Terminal.Count(told.Foreign, "track")} from no search left out");
        if (told.NotJudged > 0)
            Terminal.Say($"note: {Terminal.Count(told.NotJudged, "clip")} not judged: gone from the library, or removed with all others around");
    }

    private static int TakeBack(Editor editor, string query)
    {
        var forgotten = editor.ForgetJudgements(query);
        Terminal.Say(forgotten == 0 ? $"nothing was said about `{Terminal.Printable(query)}`" : $"forgot what was said about {Terminal.Count(forgotten, "clip")} of `{Terminal.Printable(query)}`");
        return forgotten > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }
}
