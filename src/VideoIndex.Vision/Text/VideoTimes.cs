namespace VideoIndex.Vision;

/// <summary>Times as the model's prompts write them: whole seconds, rounded down.</summary>
internal static class VideoTimes
{
    /// <summary>Minutes go on past an hour: <c>00:09</c>, <c>60:05</c>.</summary>
    public static string MinutesSeconds(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return $"{(long)time.TotalMinutes:00}:{time.Seconds:00}";
    }

    /// <summary>Hours go on past a day: <c>0:00:10</c>, <c>26:00:00</c>. (The reference writes <c>1 day, 2:00:00</c>, against its own label.)</summary>
    public static string HoursMinutesSeconds(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}";
    }
}
