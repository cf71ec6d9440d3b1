using System.Runtime.ExceptionServices;

namespace VideoIndex.Search;

/// <summary>
/// Does several things of one search at a time where processors are free, and fails as if one had been done after the other: who calls knows what to do
/// about a damaged file.
/// </summary>
internal static class SideBySide
{
    private static int s_searches;

    /// <summary>With so many searches at a time each processor has one: to hand parts of them around would only cost.</summary>
    private static bool IsCrowded => Volatile.Read(ref s_searches) >= Environment.ProcessorCount;

    /// <summary>Counts a search, until it is disposed.</summary>
    public static Search Begin()
    {
        Interlocked.Increment(ref s_searches);
        return default;
    }

    /// <exception cref="Exception">What one of them threw.</exception>
    public static void Run(Action one, Action other)
    {
        if (IsCrowded)
        {
            one();
            other();
        }
        else
        {
            Run(() => Parallel.Invoke(one, other));
        }
    }

    /// <summary>What comes of each, in their order.</summary>
    /// <exception cref="Exception">What one of them threw.</exception>
    public static TResult[] Map<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> work)
    {
        if (IsCrowded)
            return [.. items.Select(work)];
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

    /// <summary>A search that goes on.</summary>
    public readonly struct Search : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref s_searches);
    }
}
