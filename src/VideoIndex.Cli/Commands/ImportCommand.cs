using System.CommandLine;
using VideoIndex.Cli.Output;
using VideoIndex.Media;
using VideoIndex.Worker;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex import FILE...</c></summary>
internal static class ImportCommand
{
    /// <summary>More are counted, not shown.</summary>
    private const int BadLinesShown = 5;

    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "captions as .jsonl ({\"path\" or \"media\",\"start_ms\",\"end_ms\",\"text\"} a line), or subtitles: .srt, .vtt",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Media = new("--media")
    {
        Description = "the media a subtitle file belongs to: a file of an indexed folder, or any name [default: the file's name]",
        HelpName = "PATH",
    };

    private static readonly Option<string?> Embedder = GlobalOptions.Embedder();

    public static Command Create()
    {
        var command = new Command("import", "Takes captions from anywhere into the index; media need not be at hand") { Files, Media, Embedder };
        command.SetAction((parsed, cancel) => Task.Run(() => Run(parsed, cancel), cancel));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancel)
    {
        var data = GlobalOptions.DataFolder(parsed);
        var media = parsed.GetValue(Media) is { } given && File.Exists(given) ? Path.GetFullPath(given) : parsed.GetValue(Media);
        var bad = 0L;
        var lines = parsed.GetValue(Files)!.SelectMany(file => ImportFile.Read(file, media, (number, problem) =>
        {
            if (++bad <= BadLinesShown)
                Terminal.Say($"left out: line {number} of {Terminal.Printable(file)}: {problem}");
        }));
        var options = new IndexerOptions { DataFolder = data, LoadEmbedder = EmbedderChoice.From(parsed.GetValue(Embedder), data).Loader };
        var report = new Importer(options, TimeProvider.System).Import(lines, cancel);
        Terminal.Say($"{report.Cues} captions of {report.Media} media imported"
            + (report.WithoutFile > 0 ? $"; {report.WithoutFile} of the media are in no indexed folder: they are found, and cannot be played" : "")
            + (bad > 0 ? $"; {bad} lines left out" : ""));
        return bad > 0 && report.Cues == 0 ? ExitCode.Error : ExitCode.Found;
    }
}
