using VideoIndex.Core;

namespace VideoIndex.Cli.Commands;

/// <summary>The answer of <c>index --estimate-only --json</c>.</summary>
/// <param name="Spread">By which share the numbers of what is left may be off: not every file was looked into.</param>
/// <param name="SecondsEstimated">Null when this machine's speed could not be measured.</param>
internal sealed record EstimateJson(
    long Files, double VideoS, double VideoLeftS, long WindowsLeft, double Spread, string Model, string? Device, double? SecondsEstimated, double? SecondsWithOneFrame)
{
    public static EstimateJson From(IndexEstimate estimate) => new(
        estimate.Files, Math.Round(estimate.Video.TotalSeconds, 1), Math.Round(estimate.VideoLeft.TotalSeconds, 1), estimate.WindowsLeft, Math.Round(estimate.Spread, 3),
        estimate.Model, estimate.Device, Seconds(estimate.Time), Seconds(estimate.TimeWithOneFrame));

    private static double? Seconds(TimeSpan? time) => time is { } known ? Math.Round(known.TotalSeconds, 1) : null;
}
