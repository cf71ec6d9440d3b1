using System.Globalization;

namespace VideoIndex.Search;

/// <summary>Times as other programs read them. Pure rules.</summary>
internal static class FormatTime
{
    /// <summary><c>01:02:03.250</c>; hours have two digits or more.</summary>
    public static string Clock(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture, $"{(long)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds:000}");

    /// <summary><c>01:02:03:06</c>: the last two digits count frames.</summary>
    public static string Timecode(long frames, int framesPerSecond)
    {
        var seconds = frames / framesPerSecond;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}:{frames % framesPerSecond:00}");
    }

    /// <summary>The frame on screen at a time.</summary>
    public static long FrameAt(TimeSpan time, int framesPerSecond) => time.Ticks * framesPerSecond / TimeSpan.TicksPerSecond;

    /// <summary>The first frame that is no longer needed to show all up to a time.</summary>
    public static long FrameAfter(TimeSpan time, int framesPerSecond) =>
        (time.Ticks * framesPerSecond + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
}
