using System.Globalization;
using VideoIndex.Core;

namespace VideoIndex.Cli.Ask;

/// <summary>Times as people write them: <c>50</c>, <c>0:50</c>, <c>1:02:03.5</c>. Pure.</summary>
internal static class ClipTime
{
    /// <exception cref="VideoIndexException"><c>bad_option</c>, naming <paramref name="key"/>.</exception>
    public static TimeSpan Parse(string key, string text)
    {
        var parts = text.Trim().Split(':');
        var seconds = 0.0;
        for (var i = 0; i < parts.Length; i++)
        {
            var style = i == parts.Length - 1 ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
            // Minutes and seconds after a colon have two digits at most, and stay below 60.
            if (parts.Length > 3 || !double.TryParse(parts[i], style, CultureInfo.InvariantCulture, out var value) || value > 1e7 || (i > 0 && value >= 60))
                throw Refusal(key, text);
            seconds = seconds * 60 + value;
        }

        return TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
    }

    /// <summary><c>1:20-1:40</c>; either side may be left out.</summary>
    /// <exception cref="VideoIndexException"><c>bad_option</c>, naming <paramref name="key"/>.</exception>
    public static (TimeSpan? Start, TimeSpan? End) ParseSpan(string key, string text)
    {
        if (text.Split('-') is not [var start, var end])
            throw Refusal(key, text);
        return (Side(key, start), Side(key, end));
    }

    public static string Format(TimeSpan time)
    {
        var tenths = time.Milliseconds == 0 ? "" : time.ToString(@"\.fff", CultureInfo.InvariantCulture).TrimEnd('0');
        return time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}{tenths}" : $"{time.Minutes}:{time.Seconds:00}{tenths}";
    }

    private static TimeSpan? Side(string key, string text) => string.IsNullOrWhiteSpace(text) ? null : Parse(key, text);

    private static VideoIndexException Refusal(string key, string text) =>
        new(ErrorCodes.BadOption, $"{key} is `{text}`, expected a time", "write times as `50`, `0:50` or `1:02:03.5`, spans as `1:20-1:40`");
}
