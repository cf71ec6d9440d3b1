using System.Globalization;
using System.Text.RegularExpressions;

namespace VideoIndex.Search;

/// <summary>Reads the lengths and dates of a query. Pure rules; none throws.</summary>
internal static partial class QueryValues
{
    /// <summary>No video is longer than a year of days; keeps sums of times far from their limits.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary><c>90</c> (seconds), <c>90s</c>, <c>2.5m</c>, <c>1h30m</c>, <c>1:30</c>, <c>1:02:03</c>.</summary>
    public static TimeSpan? Length(string text)
    {
        var match = Units().Match(text);
        if (!match.Success)
            match = Clock().Match(text);
        if (!match.Success)
            return null;
        var seconds = 3600 * Number(match, "h") + 60 * Number(match, "m") + Number(match, "s");
        return seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>The first moment of <c>2024</c>, <c>2024-05</c>, <c>2024-05-17</c> or <c>2024-05-17T18:30</c>, in UTC.</summary>
    public static DateTimeOffset? Date(string text) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;

    private static double Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? double.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?=.)(?:(?<h>[0-9]{1,6}(?:\.[0-9]{1,3})?)h)?(?:(?<m>[0-9]{1,6}(?:\.[0-9]{1,3})?)m(?:in)?)?(?:(?<s>[0-9]{1,9}(?:\.[0-9]{1,3})?)s?)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Units();

    [GeneratedRegex(@"^(?:(?<h>[0-9]{1,4}):)?(?<m>[0-9]{1,2}):(?<s>[0-5][0-9])$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
