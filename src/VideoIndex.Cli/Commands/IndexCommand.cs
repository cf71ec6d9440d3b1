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
        Description = "pictures shown to the model for each window; auto and keyframes: fewer, or one more",
        HelpName = "N",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<string> FramePlan = new("--plan")
    {
        Description = "how pictures are chosen: full at the best times; auto, for less work, whole stored pictures where they are dense, and one of a single shot",
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

    private static readonly Option<bool> EstimateOnly = new("--estimate-only") { Description = "say what it will cost, and do nothing" };

    private static readonly Option<bool> Calibrate = new("--calibrate") { Description = "measure anew how fast this machine is; without it, once before the first long run (20 s)" };

    private static readonly Option<bool> Json = new("--json") { Description = "with --estimate-only: print one JSON object on stdout" };

    private static readonly Option<string?> Model = GlobalOptions.Model();

    private static readonly Option<string?> Embedder = GlobalOptions.Embedder();

    public static Command Create()
    {
        var command = new Command("index", "Captions the videos of folders; again: only what is new or changed")
        {
            Folders, Window, Frames, FramePlan, Model, Adapter, Device, Precision, Decoders, RetryFailed, Embedder, EstimateOnly, Calibrate, Json,
        };
        // On another thread at once: Ctrl-C is listened to only after the action has returned its task.
        command.SetAction((parsed, cancel) => Task.Run(() => RunAsync(parsed, cancel), cancel));
        return command;
    }

    /// <summary>Says what it will cost, runs an index, and says on stderr what it does and did.</summary>
    public static async Task<IndexReport> RunAsync(string dataFolder, IReadOnlyList<string> roots, ModelChoice choice, IndexSettings settings, CancellationToken cancel)
    {
        using var loaded = new LoadedOnce(Announced(choice, settings));
        var options = Options(dataFolder, settings) with { Probed = new() };
        await SayCostAsync(new IndexEstimator(options, loaded.Model, TimeProvider.System), roots, settings.Trial, cancel);
        IndexReport report;
        using (var line = new ProgressLine(TimeProvider.System))
            report = await new Indexer(options, loaded.Model, TimeProvider.System).IndexAsync(new IndexRequest(roots, settings.Retry), line, cancel);
        Say(report);
        return report;
    }

    /// <summary>An indexer with this model for a server, whose answers go first; says on stderr which model that is.</summary>
    public static Indexer Open(string dataFolder, ModelChoice choice, IndexSettings settings, SharedWriter writers, JobBoard? board = null) =>
        new(Options(dataFolder, settings) with { Board = board, Media = new() { LowPriority = true } }, Announced(choice, settings), TimeProvider.System, writers);

    public static IndexEstimator OpenEstimator(string dataFolder, ModelChoice choice, IndexSettings settings) =>
        new(Options(dataFolder, settings), choice.Open(settings.Vision, settings.Plan), TimeProvider.System);

    private static IndexerOptions Options(string dataFolder, IndexSettings settings) =>
        new() { DataFolder = dataFolder, Decoders = settings.Decoders, LoadEmbedder = settings.Embedder.Loader };

    private static CaptionModel Announced(ModelChoice choice, IndexSettings settings)
    {
        var model = choice.Open(settings.Vision, settings.Plan);
        Terminal.Say($"model: {Terminal.Printable(model.Settings.Model)}, {model.Settings.Precision}, from {Terminal.Printable(choice.Folder)}");
        if (choice.IsSample)
            Terminal.Say($"note: {ModelChoice.SampleWarning}");
        return model;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var roots = parsed.GetValue(Folders)!.Select(Path.GetFullPath).ToList();
        var data = GlobalOptions.DataFolder(parsed);
        var (choice, settings) = (ModelChoice.From(parsed.GetValue(Model), data), Settings(parsed));
        if (parsed.GetValue(EstimateOnly))
            return await EstimateAsync(OpenEstimator(data, choice, settings), roots, settings.Trial, parsed.GetValue(Json), cancel);
        var report = await RunAsync(data, roots, choice, settings, cancel);
        return report.Offline.Intersect(roots.Select(Path.TrimEndingDirectorySeparator)).Any() ? ExitCode.Error : ExitCode.Found;
    }

    private static async Task<int> EstimateAsync(IndexEstimator estimator, IReadOnlyList<string> roots, SpeedTrials trial, bool isJson, CancellationToken cancel)
    {
        var estimate = await estimator.EstimateAsync(roots, trial == SpeedTrials.Anew ? trial : SpeedTrials.WhenUnknown, cancel);
        if (isJson)
            JsonOutput.Write(EstimateJson.From(estimate));
        else
            Console.WriteLine(CostText.Of(estimate));
        return ExitCode.Found;
    }

    /// <summary>What cannot be estimated is left to the run: it says what is wrong.</summary>
    private static async Task SayCostAsync(IndexEstimator estimator, IReadOnlyList<string> roots, SpeedTrials trial, CancellationToken cancel)
    {
        try
        {
            var estimate = await estimator.EstimateAsync(roots, trial, cancel);
            if (estimate.WindowsLeft > 0)
                Terminal.Say(CostText.Of(estimate));
        }
        catch (Exception trouble) when (trouble is VideoIndexException or IOException)
        {
            // the run meets it too, or mends it: a catalog of an older version
        }
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
            Trial = parsed.GetValue(Calibrate) ? SpeedTrials.Anew : SpeedTrials.WhenWorthIt,
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
