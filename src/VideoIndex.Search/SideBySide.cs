using System.Runtime.ExceptionServices;

namespace VideoIndex.Search;

/// <summary>Does several things at a time where processors are free, and fails as if one had been done after the other: who calls knows what to do about a damaged file.</summary>
internal static class SideBySide
{
    /// <exception cref="Exception">What one of them threw.</exception>
    public static void Run(Action one, Action other) => Run(() => Parallel.Invoke(one, other));

    /// <summary>What comes of each, in their order.</summary>
    /// <exception cref="Exception">What one of them threw.</exception>
    public static TResult[] Map<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> work)
    {
        var results = new TResult[items.Count];
        Run(() => Parallel.For(0, items.Count, i => results[i] = work(items[i])));
        return results;
    }

    private static void Run(Action together)
    {
        try
        {
            together();
        }
        catch (AggregateException troubles)
        {
            ExceptionDispatchInfo.Throw(troubles.InnerExceptions[0]);
        }
    }
}
