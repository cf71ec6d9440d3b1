using System.Collections.Concurrent;

namespace VideoIndex.Api;

/// <summary>Work that several visitors may ask for at one time and that is done once for all of them. Nothing is kept of what is done. Thread-safe.</summary>
internal sealed class SharedWork<T>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _running = new(StringComparer.Ordinal);

    /// <param name="work">Ends for no visitor who leaves: others may wait for it too.</param>
    public async Task<T> DoAsync(string name, Func<Task<T>> work)
    {
        var running = _running.GetOrAdd(name, _ => new Lazy<Task<T>>(work));
        try
        {
            return await running.Value;
        }
        finally
        {
            _running.TryRemove(KeyValuePair.Create(name, running));
        }
    }
}
