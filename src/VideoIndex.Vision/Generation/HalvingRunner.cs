using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Runs work on as many things at once as memory allows: where a batch is too large, its halves are run one after the other.</summary>
/// <remarks>What was found out is kept: no later batch is as large as one that failed. Not thread-safe.</remarks>
internal sealed class HalvingRunner
{
    /// <summary>How many fit into memory, as far as is known; null while nothing failed.</summary>
    public int? Most { get; private set; }

    /// <returns>What <paramref name="run"/> gave for all items, in their order.</returns>
    /// <exception cref="VideoIndexException"><c>out_of_memory</c>: even one alone is too large.</exception>
    public IReadOnlyList<TResult> Run<TItem, TResult>(IReadOnlyList<TItem> items, Func<IReadOnlyList<TItem>, IReadOnlyList<TResult>> run)
    {
        if (Most is { } most && items.Count > most)
            return RunInParts(items, most, run);
        try
        {
            return run(items);
        }
        catch (VideoIndexException e) when (e.Code == ErrorCodes.OutOfMemory && items.Count > 1)
        {
            Most = items.Count / 2;
        }

        return RunInParts(items, Most.Value, run);
    }

    private List<TResult> RunInParts<TItem, TResult>(IReadOnlyList<TItem> items, int size, Func<IReadOnlyList<TItem>, IReadOnlyList<TResult>> run)
    {
        var results = new List<TResult>(items.Count);
        foreach (var part in items.Chunk(size))
            results.AddRange(Run(part, run));
        return results;
    }
}
