using System.CommandLine;
using System.Globalization;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Vision;
using VideoIndex.Worker;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex index [DIR...]</c></summary>
internal static class IndexCommand
{
    private static readonly Argument<string[]> Folders = new("DIR")
    {
        Description = "folders to index; none: every folder indexed before",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<double> Window = new("--window")
    {
        Description = "seconds of video a caption describes",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<int> Frames = new("--frames")
    {
        Description = "pictures shown to the model for each window, at most",
        HelpName = "N",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<string> FramePlan = new("--plan")
    {
        Description = "how pictures are chosen: full at the best times; auto, for less work, whole stored pictures where they are dense, and one where nothing moves",
        HelpName = "full|auto|keyframes",
        DefaultValueFactory = _ => Core.FramePlan.Full.Name(),
    };

    private static readonly Option<int> Decoders = new("--decoders")
    {
        Description = "files decoded at one time",
        HelpName = "N",
        DefaultValueFactory = _ => 2,
    };

    private static readonly Option<string> Device = GlobalOptions.Device();

    private static readonly Option<string> Precision = GlobalOptions.Precision();

    private static readonly Option<string?> Adapter = GlobalOptions.Adapter();

    private static readonly Option<bool> RetryFailed = new("--retry-failed") { Description = "try files again that failed before" };

    private static readonly Option<string?> Model = GlobalOptions.Model();

    private static readonly Option<string?> Embedder = GlobalOptions.Embedder();

    public static Command Create()
    {
        var command = new Command("index", "Captions the videos of folders; again: only what is new or changed")
        {
            Folders, Window, Frames, FramePlan, Model, Adapter, Device, Precision, Decoders, RetryFailed, Embedder,
        };
        // On another thread at once: Ctrl-C is listened to only after the action has returned its task.
        command.SetAction((parsed, cancel) => Task.Run(() => RunAsync(parsed, cancel), cancel));
        return command;
    }

    /// <summary>Runs an index and says on stderr what it does and did.</summary>
    public static async Task<IndexReport> RunAsync(string dataFolder, IReadOnlyList<string> roots, ModelChoice choice, IndexSettings settings, CancellationToken cancel)
    {
        var indexer = Open(dataFolder, choice, settings);
        IndexReport report;
        using (var line = new ProgressLine(TimeProvider.System))
            report = await indexer.IndexAsync(new IndexRequest(roots, settings.Retry), line, cancel);
        Say(report);
        return report;
    }

    /// <summary>An indexer with this model; says on stderr which model that is.</summary>
    public static Indexer Open(string dataFolder, ModelChoice choice, IndexSettings settings, SharedWriter? writers = null)
    {
        var model = choice.Open(settings.Vision, settings.Plan);
        Terminal.Say($"model: {Terminal.Printable(model.Settings.Model)}, {model.Settings.Precision}, from {Terminal.Printable(choice.Folder)}");
        if (choice.IsSample)
            Terminal.Say($"note: {ModelChoice.SampleWarning}");
        return new Indexer(new IndexerOptions { DataFolder = dataFolder, Decoders = settings.Decoders, LoadEmbedder = settings.Embedder.Loader }, model, TimeProvider.System, writers);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var roots = parsed.GetValue(Folders)!.Select(Path.GetFullPath).ToList();
        var data = GlobalOptions.DataFolder(parsed);
        var report = await RunAsync(data, roots, ModelChoice.From(parsed.GetValue(Model), data), Settings(parsed), cancel);
        return report.Offline.Intersect(roots.Select(Path.TrimEndingDirectorySeparator)).Any() ? ExitCode.Error : ExitCode.Found;
    }

    private static IndexSettings Settings(ParseResult parsed)
    {
        var (seconds, frames) = (parsed.GetValue(Window), parsed.GetValue(Frames));
        if (seconds is not (>= 1 and <= 600))
            throw new VideoIndexException(ErrorCodes.BadOption, $"--window is `{seconds.ToString(CultureInfo.InvariantCulture)}`, expected 1 to 600 seconds", "10 suits most footage");
        if (frames is not (>= 1 and <= 64))
            throw new VideoIndexException(ErrorCodes.BadOption, $"--frames is `{frames}`, expected 1 to 64", "3 suits most footage");
        return new IndexSettings
        {
            Plan = new WindowPlan(TimeSpan.FromMilliseconds(Math.Round(seconds * 1000)), frames) { Frames = FramePlans.Parse(parsed.GetValue(FramePlan)!) },
            Vision = new VisionOptions { Device = parsed.GetValue(Device)!, Precision = PrecisionNames.Parse(parsed.GetValue(Precision)!), Adapter = parsed.GetValue(Adapter) },
            Decoders = parsed.GetValue(Decoders),
            Embedder = EmbedderChoice.From(parsed.GetValue(Embedder), GlobalOptions.DataFolder(parsed)),
            Retry = parsed.GetValue(RetryFailed) ? Core.RetryFailed.Yes : Core.RetryFailed.No,
        };
    }

    private static void Say(IndexReport report)
    {
        foreach (var root in report.Offline)
            Terminal.Error(new VideoIndexException(ErrorCodes.UnreadableFolder, $"`{root}` is offline: it cannot be read or is empty",
                "check that it is mounted and that you may list it; everything known of it is kept"));
        var seconds = report.Elapsed.TotalSeconds;
        Terminal.Say(string.Create(CultureInfo.InvariantCulture,
            $"{Terminal.Count(report.FilesFound, "file")}, {Terminal.Count(report.WindowsCaptioned, "window")} captioned ({ProgressLine.Duration(report.VideoTime)} of video) in {seconds:0.0} s{On(report)}"));
        if (report.Failed > 0)
            Terminal.Say($"{report.Failed} failed: `videoindex status` says why");
    }

    private static string On(IndexReport report) => report.Device is null ? "; the model was not needed" : $" on {report.Device}";
}
