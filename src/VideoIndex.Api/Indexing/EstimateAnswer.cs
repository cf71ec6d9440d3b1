using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>What indexing a folder will cost, for as much of it as is not captioned yet.</summary>
/// <param name="Hours">Of video.</param>
/// <param name="Spread">By which share <paramref name="Hours"/> and <paramref name="Windows"/> may be off: not every file was looked into.</param>
/// <param name="SecondsEstimated">Null when this machine's speed with the model is not known yet.</param>
/// <param name="SecondsWithOneFrame">With one frame a window instead of several; null when that is not known.</param>
public sealed record EstimateAnswer(
    long Files, double Hours, long Windows, double Spread, string Model, string? Device, double? SecondsEstimated, double? SecondsWithOneFrame)
{
    internal static EstimateAnswer From(IndexEstimate estimate) => new(
        estimate.Files, Math.Round(estimate.VideoLeft.TotalHours, 3), estimate.WindowsLeft, Math.Round(estimate.Spread, 3), ModelName.WithoutHash(estimate.Model), estimate.Device?.Split(' ')[0],
        Seconds(estimate.Time), Seconds(estimate.TimeWithOneFrame));

    private static double? Seconds(TimeSpan? time) => time is { } known ? Math.Round(known.TotalSeconds) : null;
}
