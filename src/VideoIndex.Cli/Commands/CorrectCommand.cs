using System.CommandLine;
using VideoIndex.Catalog;
using VideoIndex.Cli.Find;
using VideoIndex.Cli.Output;
using VideoIndex.Cli.Say;
using VideoIndex.Core;
using VideoIndex.Worker;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex correct FILE@TIME TEXT</c></summary>
internal static class CorrectCommand
{
    private static readonly Argument<string?> Moment = new("MEDIA@TIME")
    {
        Description = "the window that is meant: a file (or a part of its path) or a media's id, and a time in it, film.mp4@0:50",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Argument<string[]> Text = new("TEXT") { Description = "what is really seen there, best in one pair of quotes", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<bool> Undo = new("--undo") { Description = "take the correction back: the model's caption is searched again" };

    private static readonly Option<bool> List = new("--list") { Description = "list what was corrected, in FILE or everywhere" };

    private static readonly Option<bool> Json = GlobalOptions.Json();

    public static Command Create()
    {
        var command = new Command("correct", "Writes your words in place of the caption of a window; they are found at once, and no index run touches them") { Moment, Text, Undo, List, Json };
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var (named, text, data) = (parsed.GetValue(Moment), string.Join(' ', parsed.GetValue(Text)!), GlobalOptions.DataFolder(parsed));
        var (isUndo, isList) = (parsed.GetValue(Undo), parsed.GetValue(List));
        if ((isUndo && isList) || ((isUndo || isList) && text.Length > 0))
            throw new VideoIndexException(ErrorCodes.BadOption, "more than one is given of TEXT, --undo and --list, expected one", "`videoindex correct --help` says what they do");
        using var catalog = CatalogReader.Open(data);
        if (isList)
            return ListAll(catalog, named, parsed.GetValue(Json));
        var window = Find(catalog, named);
        var editor = new Editor(new IndexerOptions { DataFolder = data }, new SharedWriter(data, TimeProvider.System));
        return isUndo ? TakeBack(editor, window, parsed.GetValue(Json)) : Put(editor, catalog, window, text, parsed.GetValue(Json));
    }

    private static CorrectedWindow Find(CatalogReader catalog, string? named)
    {
        var moment = NamedMoment.Parse(named ?? "");
        var time = moment.Time;
        return CorrectedWindow.At(catalog, NamedMedia.FindVideo(catalog, moment.Media), time);
    }

    private static int Put(Editor editor, CatalogReader catalog, CorrectedWindow window, string text, bool isJson)
    {
        editor.Correct(window.Media.Id, window.Span, text);
        Tell(CorrectedWindow.At(catalog, window.Media, window.Span.Start), isJson, "corrected");
        return ExitCode.Found;
    }

    private static int TakeBack(Editor editor, CorrectedWindow window, bool isJson)
    {
        var isUndone = window.Correction is { } correction && editor.UndoCorrection(window.Media.Id, correction.Span.StartMs);
        Tell(window with { Correction = null }, isJson, isUndone ? "the model's caption stands again for" : "nothing was corrected at");
        return isUndone ? ExitCode.Found : ExitCode.NothingFound;
    }

    private static void Tell(CorrectedWindow window, bool isJson, string done)
    {
        if (isJson)
            JsonOutput.Write(new CorrectedJson(window.Media.Id, window.Media.AbsolutePath, window.Span.StartMs, window.Span.EndMs, window.Correction?.Text, window.Caption));
        Terminal.Say($"{done} {window.Span} of {Terminal.Printable(window.Media.AbsolutePath)}; the model wrote: {Terminal.Printable(window.Caption ?? "nothing usable")}");
    }

    private static int ListAll(CatalogReader catalog, string? named, bool isJson)
    {
        var only = named is null ? null : NamedMedia.FindVideo(catalog, File.Exists(named) ? named : NamedMoment.Parse(named).Media);
        var all = only is null ? catalog.AllCorrections() : [.. catalog.Corrections(only.Id).Select(correction => (only.Id, correction))];
        var paths = catalog.PathsOf([.. all.Select(each => each.MediaId).Distinct()]);
        var shown = all.Where(each => paths.ContainsKey(each.MediaId))
            .Select(each => new CorrectionJson(each.MediaId, paths[each.MediaId], each.Correction.Span.StartMs, each.Correction.Span.EndMs, each.Correction.Text)).ToList();
        if (isJson)
            JsonOutput.Write(new CorrectionsJson(shown));
        else
            shown.ForEach(each => Console.WriteLine($"{Terminal.Printable(each.Path)}  {TimeRange.FromMs(each.StartMs, each.EndMs)}  {Terminal.Printable(each.Text!)}"));
        if (shown.Count == 0)
            Terminal.Say("nothing was corrected");
        return shown.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }
}
