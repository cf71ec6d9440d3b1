using System.Globalization;
using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>A clip as a playlist's mark names it.</summary>
internal sealed record MarkedClip(long MediaId, TimeRange Span)
{
    /// <summary>A year: what is longer is no film.</summary>
    private const long LongestMs = 366L * 24 * 3600 * 1000;

    /// <summary>Null when it is not as we write it: <c>4:50000-60000</c>.</summary>
    public static MarkedClip? TryParse(string text) =>
        text.Split(':') is [var media, var span] && span.Split('-') is [var start, var end]
        && TryNumber(media, out var id) && TryNumber(start, out var startMs) && TryNumber(end, out var endMs) && startMs < endMs && endMs <= LongestMs
            ? new MarkedClip(id, TimeRange.FromMs(startMs, endMs))
            : null;

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
