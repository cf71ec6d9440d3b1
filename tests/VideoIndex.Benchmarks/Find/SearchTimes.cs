using System.Diagnostics;
using VideoIndex.Search;

namespace VideoIndex.Benchmarks.Find;

/// <summary>How long each of some queries took, in milliseconds, the shortest first.</summary>
internal sealed class SearchTimes
{
    private readonly List<double> _milliseconds = [];

    public double P50 => At(0.5);

    public double P95 => At(0.95);

    public int Count => _milliseconds.Count;

    /// <exception cref="InvalidOperationException">Nothing was found at all: there is nothing to time.</exception>
    public static SearchTimes Of(ClipFinder finder, IEnumerable<string> queries)
    {
        var times = new SearchTimes();
        var found = queries.Count(query => times.Time(finder, query));
        return found > 0 ? times : throw new InvalidOperationException("no query finds anything: there is nothing to time");
    }

    /// <returns>True when something was found.</returns>
    public bool Time(ClipFinder finder, string query)
    {
        var start = Stopwatch.GetTimestamp();
        var result = finder.Find(query);
        _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return !result.NoMatch;
    }

    private double At(double share)
    {
        _milliseconds.Sort();
        return _milliseconds[(int)Math.Ceiling(share * _milliseconds.Count) - 1];
    }
}
