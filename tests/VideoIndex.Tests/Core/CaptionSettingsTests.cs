using VideoIndex.Core;

namespace VideoIndex.Tests.Core;

public sealed class CaptionSettingsTests
{
    private static readonly CaptionSettings Settings = new("sample@1f2e3d4c", "fp32", "What happens?", 64, new WindowPlan(TimeSpan.FromSeconds(10), 3));

    public static TheoryData<CaptionSettings> Changed =>
    [
        Settings with { Model = "sample@1f2e3d4d" },
        Settings with { Precision = "int8" },
        Settings with { Prompt = "What happens" },
        Settings with { MaxNewTokens = 65 },
        Settings with { Plan = Settings.Plan with { FramesPerWindow = 4 } },
        Settings with { Plan = Settings.Plan with { WindowLength = TimeSpan.FromSeconds(9) } },
        Settings with { Plan = Settings.Plan with { Frames = FramePlan.Auto } },
        Settings with { Plan = Settings.Plan with { Frames = FramePlan.Keyframes } },
    ];

    [Theory]
    [MemberData(nameof(Changed))]
    public void Fingerprint_Changes_WithEverythingThatDecidesACaption(CaptionSettings changed) =>
        Assert.NotEqual(Settings.Fingerprint(), changed.Fingerprint());

    [Fact]
    public void Fingerprint_IsTheSame_WhenTheCheckpointFolderWasRenamed() =>
        Assert.Equal(Settings.Fingerprint(), (Settings with { Model = "my @ model@1f2e3d4c" }).Fingerprint());
}
