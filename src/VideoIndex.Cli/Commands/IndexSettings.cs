using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Cli.Commands;

/// <summary>What the options of <c>index</c> say.</summary>
internal sealed record IndexSettings
{
    public WindowPlan Plan { get; init; } = new(TimeSpan.FromSeconds(10), 3);

    public VisionOptions Vision { get; init; } = new();

    public int Decoders { get; init; } = 2;

    public required EmbedderChoice Embedder { get; init; }

    public SpeedTrials Trial { get; init; } = SpeedTrials.WhenWorthIt;

    public RetryFailed Retry { get; init; } = RetryFailed.No;
}
