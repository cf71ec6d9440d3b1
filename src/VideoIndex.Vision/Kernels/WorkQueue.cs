namespace VideoIndex.Vision;

/// <summary>Lets each thread take one piece of work after another, the first ones first: who is held up takes fewer.</summary>
internal static class WorkQueue
{
    /// <param name="work">Called with the number of a thread, from 0, and that of a piece of work.</param>
    public static void Run(IOperatorCall call, int works, Action<int, int> work)
    {
        var next = -1;
        call.ForEach(Math.Min(works, call.Scratch.Threads), thread =>
        {
            for (var taken = Interlocked.Increment(ref next); taken < works; taken = Interlocked.Increment(ref next))
                work(thread, taken);
        });
    }
}
