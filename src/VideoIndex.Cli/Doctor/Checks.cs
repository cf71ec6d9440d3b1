using System.Globalization;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;
using VideoIndex.TextIndex;
using VideoIndex.Vision;
using VideoIndex.Worker;

namespace VideoIndex.Cli.Doctor;

/// <summary>Looks at everything the main job needs, by using it.</summary>
internal static class Checks
{
    /// <summary>An index of 1,000 hours takes about 1 GB with its text index; below this a long run may fill the disk.</summary>
    private const long LittleSpace = 2L << 30;

    /// <param name="model">What <c>--model</c> says.</param>
    public static IEnumerable<Finding> All(string dataFolder, string? model) =>
        [.. Ffmpeg(), .. Model(model, dataFolder), .. Speed(model, dataFolder), .. Models(dataFolder), .. DataFolder(dataFolder), .. Catalog(dataFolder), .. TextIndex(dataFolder)];

    private static IEnumerable<Finding> Ffmpeg()
    {
        if (Try("ffmpeg", () => FfmpegLocator.Find(new MediaOptions()), out var info) is { } trouble)
            return [trouble];
        return [new Finding("ffmpeg", FindingState.Good, $"{info!.Version} at {info.FfmpegPath}"),
            .. info.Warnings.Select(warning => new Finding("ffmpeg", FindingState.Note, warning))];
    }

    /// <summary>Loads the model, so that a damaged file or a device that does not answer is found here.</summary>
    private static IEnumerable<Finding> Model(string? option, string dataFolder)
    {
        var plan = new WindowPlan(TimeSpan.FromSeconds(10), 3);
        if (Try("model", () => ModelChoice.From(option, dataFolder), out var choice) is { } absent)
            return [absent];
        if (Try("model", () => choice!.Open(new VisionOptions(), plan), out var model) is { } missing)
            return [missing];
        if (Try("model", () => model!.Load(), out var captioner) is { } damaged)
            return [damaged];
        using (captioner)
        {
            var found = new Finding("model", FindingState.Good, $"{model!.Settings.Model}, {model.Settings.Precision}, {choice!.Reason}, in {choice.Folder}");
            Finding[] machine = [new("device", FindingState.Good, captioner!.Device), new("processor", FindingState.Good, ByteArithmetic.Describe())];
            return choice.IsSample ? [found, new Finding("model", FindingState.Note, ModelChoice.SampleWarning), .. machine] : [found, .. machine];
        }
    }

    /// <summary>What was measured on this machine, for the model and settings that are used when none are given.</summary>
    private static IEnumerable<Finding> Speed(string? option, string dataFolder)
    {
        var plan = new WindowPlan(TimeSpan.FromSeconds(10), 3);
        if (Try("speed", () => SpeedKey.Of(ModelChoice.From(option, dataFolder).Open(new VisionOptions(), plan)), out var key) is not null)
            return []; // the model is named above
        return
        [
            new SpeedFile(dataFolder).Find(key!) is { } speed
                ? new Finding("speed", FindingState.Good, string.Create(CultureInfo.InvariantCulture,
                    $"{plan.WindowLength.TotalSeconds / speed.SecondsPerWindow:0.#}x real time: {speed.SecondsPerWindow:0.00} s a window, measured {speed.Measured:yyyy-MM-dd} on {speed.Windows} windows ({speed.Device.Split(' ')[0]}; {SpeedKey.Machine()})"),
                    "`videoindex index DIR --calibrate --estimate-only` measures anew")
                : new Finding("speed", FindingState.Good, "not measured yet", "the first long index does it; `videoindex index DIR --estimate-only` does it now"),
        ];
    }

    /// <summary>The store, by its manifests; reading gigabytes through is left to <c>model verify</c>.</summary>
    private static IEnumerable<Finding> Models(string dataFolder)
    {
        var models = Cli.Models.In(dataFolder).List();
        var whole = models.Where(model => model.State == ModelState.Whole).Select(model => model.Name).ToList();
        yield return new Finding("models", FindingState.Good, whole.Count == 0 ? "none pulled" : string.Join(", ", whole),
            whole.Count == 0 ? "`videoindex model pull 500m` fetches one that sees real footage (2 GB)" : null);
        foreach (var model in models.Where(model => model.State == ModelState.Partial))
            yield return new Finding("models", FindingState.Note, $"{model.Name} is not all here", $"`videoindex model pull {model.Name}` goes on with it");
        foreach (var model in models.Where(model => model.State == ModelState.Damaged))
            yield return new Finding("models", FindingState.Note, $"{model.Name} is damaged: {model.Trouble}", $"`videoindex model pull {model.Name}` mends it");
    }

    private static IEnumerable<Finding> DataFolder(string folder)
    {
        var writable = Try("data folder", () => CheckWritable(folder), out var state);
        yield return writable ?? new Finding("data folder", FindingState.Good, $"{folder} ({state})");
        var free = DiskSpace.FreeAt(folder);
        if (free is null)
            yield return new Finding("free space", FindingState.Note, "the system does not tell");
        else
            yield return new Finding("free space", free < LittleSpace ? FindingState.Note : FindingState.Good,
                string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB"), free < LittleSpace ? "an index of 1,000 hours takes about 1 GB" : null);
    }

    private static string CheckWritable(string folder)
    {
        if (!Directory.Exists(folder))
            return "made by the first index";
        try
        {
            using var probe = new FileStream(Path.Combine(folder, $".doctor-{Environment.ProcessId}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return "writable";
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new VideoIndexException(ErrorCodes.DataFolderUnusable, $"cannot write in `{folder}`: {trouble.Message}", "give another folder with `--data DIR`", trouble);
        }
    }

    private static IEnumerable<Finding> Catalog(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "catalog.db")))
            return [new Finding("catalog", FindingState.Note, "nothing is indexed yet", "`videoindex index DIR`")];
        if (Try("catalog", () => CatalogReader.Open(folder), out var catalog) is { } trouble)
            return [trouble];
        using (catalog)
        {
            return catalog!.CheckIntegrity() is { } damage
                ? [new Finding("catalog", FindingState.Missing, $"damaged: {damage}", "restore a copy of the data folder, or delete it and index again")]
                : [new Finding("catalog", FindingState.Good, $"whole, at change {catalog.LastChange()}")];
        }
    }

    private static IEnumerable<Finding> TextIndex(string folder)
    {
        using var index = TextIndexReader.TryOpen(Path.Combine(folder, "text"));
        return index is null
            ? [new Finding("text index", FindingState.Note, "not there or damaged", "the next search or index builds it from the catalog")]
            : [new Finding("text index", FindingState.Good, $"at change {index.AppliedChange}")];
    }

    private static Finding? Try<T>(string what, Func<T> look, out T? found)
    {
        try
        {
            found = look();
            return null;
        }
        catch (VideoIndexException trouble)
        {
            found = default;
            return new Finding(what, FindingState.Missing, trouble.Message, trouble.Hint);
        }
    }
}
