namespace VideoIndex.Tests.Api;

/// <summary>Real time, but for the one limit that a test passes by itself.</summary>
internal sealed class LimitClock(TimeSpan limit) : TimeProvider
{
    private readonly List<Action> _pass = [];

    public void Pass()
    {
        List<Action> pass;
        lock (_pass)
            pass = [.. _pass];
        pass.ForEach(each => each());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != limit)
            return base.CreateTimer(callback, state, dueTime, period);
        lock (_pass)
            _pass.Add(() => callback(state));
        return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }
}
