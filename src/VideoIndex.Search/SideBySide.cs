using System.Runtime.ExceptionServices;

namespace VideoIndex.Search;

/// <summary>Does two things at a time where a processor is free, and fails as if one had been done after the other.</summary>
internal static class SideBySide
{
    /// <exception cref="Exception">The first that one of them threw: who calls knows what to do about a damaged file.</exception>
    public static void Run(Action one, Action other)
    {
        try
        {
            Parallel.Invoke(one, other);
        }
        catch (AggregateException troubles)
        {
            ExceptionDispatchInfo.Throw(troubles.InnerExceptions[0]);
        }
    }
}
