using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Cli;

/// <summary>Which model captions are made with, why it is that one, and whether it is the sample.</summary>
/// <param name="Reason">For people: <c>given with --model</c>.</param>
internal sealed record ModelChoice(string Folder, bool IsSample, string Reason)
{
    public const string SampleWarning =
        "the sample model knows only the drawn world of the sample films; on other footage its captions are nonsense: `videoindex model pull 500m` fetches one that sees (2 GB)";

    public static ModelChoice Sample => new(Samples.Model, IsSample: true, "comes with the program");

    /// <summary>The first of: <paramref name="option"/>, <c>VIDEOINDEX_MODEL</c>, a model that was pulled, the sample.</summary>
    /// <param name="option">A model's name in the store, or a folder; a name goes first, <c>./500m</c> is a folder.</param>
    /// <exception cref="VideoIndexException"><c>model_missing</c> or <c>model_damaged</c>.</exception>
    public static ModelChoice From(string? option, string dataFolder)
    {
        var store = Models.In(dataFolder);
        if (!string.IsNullOrEmpty(option))
            return Named(option, store, "given with --model");
        if (Environment.GetEnvironmentVariable("VIDEOINDEX_MODEL") is { Length: > 0 } given)
            return Named(given, store, "given in VIDEOINDEX_MODEL");
        const string unnamed = "the pulled model that is used when none is named";
        return store.Default() is { } pulled ? new ModelChoice(pulled.Usable(ModelKind.Captioner, unnamed), IsSample: false, unnamed) : Sample;
    }

    /// <exception cref="VideoIndexException">The folder holds no checkpoint of this architecture.</exception>
    public CaptionModel Open(VisionOptions vision, WindowPlan plan)
    {
        var captions = new CaptionOptions();
        return new CaptionModel(SmolVlmCaptioner.SettingsOf(Folder, vision, captions, plan), () => new SmolVlmCaptioner(SmolVlm.Load(Folder, vision), captions)) { DeviceWanted = vision.Device };
    }

    /// <summary>The model itself, to be asked; says so when it is the sample one.</summary>
    /// <exception cref="VideoIndexException">The folder holds no checkpoint of this architecture.</exception>
    public SmolVlm Load(VisionOptions vision)
    {
        if (IsSample)
            Terminal.Say($"note: {SampleWarning}");
        return SmolVlm.Load(Folder, vision);
    }

    private static ModelChoice Named(string given, ModelStore store, string reason) =>
        new(store.FolderOf(given, ModelKind.Captioner, reason), IsSample: false, reason);
}
