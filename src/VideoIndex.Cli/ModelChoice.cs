using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Cli;

/// <summary>Which model captions are made with, and whether it is the sample one.</summary>
internal sealed record ModelChoice(string Folder, bool IsSample)
{
    public const string SampleWarning =
        "the sample model knows only the drawn world of the sample films; on other footage its captions are nonsense (give a SmolVLM2 checkpoint with --model DIR)";

    public static ModelChoice Sample => new(Samples.Model, IsSample: true);

    public static ModelChoice From(string? option)
    {
        var given = option ?? Environment.GetEnvironmentVariable("VIDEOINDEX_MODEL");
        return string.IsNullOrEmpty(given) ? Sample : new ModelChoice(Path.GetFullPath(given), IsSample: false);
    }

    /// <exception cref="VideoIndexException">The folder holds no checkpoint of this architecture.</exception>
    public CaptionModel Open(VisionOptions vision, WindowPlan plan)
    {
        var captions = new CaptionOptions();
        return new CaptionModel(SmolVlmCaptioner.SettingsOf(Folder, captions, plan), () => new SmolVlmCaptioner(SmolVlm.Load(Folder, vision), captions));
    }

    /// <summary>The model itself, to be asked; says so when it is the sample one.</summary>
    /// <exception cref="VideoIndexException">The folder holds no checkpoint of this architecture.</exception>
    public SmolVlm Load(VisionOptions vision)
    {
        if (IsSample)
            Terminal.Say($"note: {SampleWarning}");
        return SmolVlm.Load(Folder, vision);
    }
}
