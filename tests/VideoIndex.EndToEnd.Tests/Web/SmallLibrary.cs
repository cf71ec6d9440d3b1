using VideoIndex.Core;

[assembly: AssemblyFixture(typeof(VideoIndex.EndToEnd.Tests.Web.SmallLibrary))]

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>Three plain captions, for tests that change something.</summary>
public sealed class SmallLibrary : HandMadeLibrary
{
    private protected override string FileName => "talk.mp4";

    private protected override CaptionSettings Settings { get; } = new("model@0", "fp32", "?", 64, new WindowPlan(TimeSpan.FromSeconds(10), 3));

    private protected override IReadOnlyList<string> Captions { get; } = ["A man points at a chart.", "A woman shakes a hand.", "People clap in a hall."];
}
