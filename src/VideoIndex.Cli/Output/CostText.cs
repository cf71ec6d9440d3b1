using VideoIndex.Core;

namespace VideoIndex.Cli.Output;

/// <summary>Says what an index run will cost. Pure.</summary>
internal static class CostText
{
    public static string Of(IndexEstimate estimate)
    {
        var files = Terminal.Count(estimate.Files, "file");
        if (estimate.WindowsLeft == 0)
            return $"{files}, {Length(estimate.Video)} of video: nothing is left to caption";
        return $"{Left(estimate)} of video to caption in {files}{Cost(estimate)}";
    }

    /// <summary><c>412 h</c>, <c>3.4 h</c>, <c>15 min</c>, <c>12 s</c>: as exact as an estimate is.</summary>
    internal static string Length(TimeSpan time)
    {
        if (time.TotalHours >= 9.95)
            return FormattableString.Invariant($"{time.TotalHours:0} h");
        if (time.TotalMinutes >= 99.5)
            return FormattableString.Invariant($"{time.TotalHours:0.0} h");
        return time.TotalSeconds >= 99.5
            ? FormattableString.Invariant($"{time.TotalMinutes:0} min")
            : FormattableString.Invariant($"{Math.Ceiling(time.TotalSeconds):0} s");
    }

    private static string Left(IndexEstimate estimate) => estimate.Spread < 0.05
        ? Length(estimate.VideoLeft)
        : $"{Length(estimate.VideoLeft * (1 - estimate.Spread))} to {Length(estimate.VideoLeft * (1 + estimate.Spread))}";

    private static string Cost(IndexEstimate estimate)
    {
        if (estimate.Time is not { } time)
            return "";
        var fewer = estimate.TimeWithOneFrame is { } one && time - one > TimeSpan.FromMinutes(10) ? $"; {Length(one)} with `--frames 1`" : "";
        return $", about {Length(time)} on this machine with {Terminal.Printable(ModelName.WithoutHash(estimate.Model))} ({estimate.Device?.Split(' ')[0]}){fewer}";
    }
}
