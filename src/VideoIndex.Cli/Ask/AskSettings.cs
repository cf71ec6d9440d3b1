using VideoIndex.Vision;

namespace VideoIndex.Cli.Ask;

/// <summary>What the options of <c>ask</c> and <c>chat</c> say.</summary>
internal sealed record AskSettings(
    ModelChoice Model, VisionOptions Vision, ChatOptions Chat, TimeSpan? Start, TimeSpan? End, FrameRule Frames, IReadOnlyList<string> Images)
{
    public bool NamesTimes => Start is not null || End is not null || Frames.Moments.Count > 0;
}
