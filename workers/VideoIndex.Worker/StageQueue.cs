using Hangfire.Common;

namespace VideoIndex.Worker;

/// <summary>The ids of one stage that wait, and how many were handed to Hangfire. An id passes a stage once a run. Not thread-safe: its owner locks.</summary>
internal sealed class StageQueue(string name, Func<long, Job> jobFor)
{
    private readonly Queue<long> _waiting = new();
    private readonly HashSet<long> _seen = [];
    private int _handed;

    public string Name { get; } = name;

    public bool IsEmpty => _handed == 0 && _waiting.Count == 0;

    public Job JobFor(long id) => jobFor(id);

    /// <returns>False when this id was added before.</returns>
    public bool Add(long id)
    {
        if (!_seen.Add(id))
            return false;
        _waiting.Enqueue(id);
        return true;
    }

    /// <summary>Takes the next id unless <paramref name="limit"/> are handed out already.</summary>
    public bool TryTake(int limit, out long id)
    {
        id = 0;
        if (_handed >= limit || !_waiting.TryDequeue(out id))
            return false;
        _handed++;
        return true;
    }

    /// <summary>One that was handed out has ended.</summary>
    public void Ended() => _handed--;
}
