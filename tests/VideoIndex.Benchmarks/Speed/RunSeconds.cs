namespace VideoIndex.Benchmarks.Speed;

/// <summary>Where the seconds of one index went.</summary>
/// <param name="Video">Length of all films.</param>
/// <param name="Windows">Windows that the model looked at.</param>
/// <param name="Wall">One after another: their sum is the time of the whole run.</param>
/// <param name="Processor">Time of processors spent by whom, at the same time as the above.</param>
internal sealed record RunSeconds(TimeSpan Video, int Windows, IReadOnlyList<(string Stage, TimeSpan Time)> Wall, IReadOnlyList<(string Whose, TimeSpan Time)> Processor)
{
    public TimeSpan Total => Wall.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Time);
}
