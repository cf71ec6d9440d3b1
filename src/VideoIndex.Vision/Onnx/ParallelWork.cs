using System.Runtime.ExceptionServices;

namespace VideoIndex.Vision;

/// <summary>Tasks that native threads run: nothing is thrown into them, the first trouble is kept.</summary>
internal sealed class ParallelWork(Action<int> task)
{
    private Exception? _trouble;

    public void Run(int number)
    {
        try
        {
            task(number);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _trouble, e, null);
        }
    }

    public void ThrowIfFailed()
    {
        if (_trouble is not null)
            ExceptionDispatchInfo.Throw(_trouble);
    }
}
