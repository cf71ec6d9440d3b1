namespace VideoIndex.Api;

/// <summary>An open index that is closed when its last user has left and a newer one has taken its place. Thread-safe.</summary>
internal sealed class Snapshot<T>(T reader) : IDisposable
    where T : IDisposable
{
    private int _users = 1; // the one that shows it

    public T Reader { get; } = reader;

    /// <returns>False when it is closed already.</returns>
    public bool TryEnter()
    {
        for (var users = Volatile.Read(ref _users); users > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return true;
            users = seen;
        }

        return false;
    }

    /// <summary>Leaves: once for each entering, and once by the one that made it.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            Reader.Dispose();
    }
}
