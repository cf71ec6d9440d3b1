using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace VideoIndex.Worker;

/// <summary>
/// The threads on which a run computes: the model, the preparation of frames, the indexes. Where others wait for answers of the same process they
/// have a lower priority, and so has every thread that ONNX Runtime starts from them. Thread-safe.
/// </summary>
internal sealed class WorkThreads : IDisposable
{
    /// <summary>As `nice` counts: 110 parts of a busy core against 1,024 of a thread at 0. Less, and a thread that holds up a garbage collection would hold up the searches too.</summary>
    private const int Niceness = 10;

    private readonly BlockingCollection<Action> _work = [];
    private readonly List<Thread> _threads = [];

    /// <param name="count">How many things are computed at one time; what is more waits its turn.</param>
    public WorkThreads(int count, bool lowPriority)
    {
        for (var i = 0; i < count; i++)
        {
            var thread = new Thread(() => Loop(lowPriority)) { IsBackground = true, Name = "index" };
            thread.Start();
            _threads.Add(thread);
        }
    }

    public Task RunAsync(Action work) => RunAsync(() =>
    {
        work();
        return true;
    });

    public Task<T> RunAsync<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                result.SetResult(work());
            }
            catch (Exception trouble)
            {
                result.SetException(trouble);
            }
        });
        return result.Task;
    }

    /// <summary>Waits for what is under way.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        foreach (var thread in _threads)
            thread.Join();
        _work.Dispose();
    }

    private void Loop(bool lowPriority)
    {
        if (lowPriority)
            YieldToOthers();
        foreach (var work in _work.GetConsumingEnumerable())
            work();
    }

    /// <summary>Gives the calling thread, and those it starts from now on, the processor time that others leave.</summary>
    private static void YieldToOthers()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(0, 0, Niceness); // of a process, 0 for the caller: on Linux the calling thread alone. It fails harmlessly where this is forbidden.
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int niceness);
}
