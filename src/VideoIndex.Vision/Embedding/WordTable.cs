using System.Collections.Concurrent;

namespace VideoIndex.Vision;

/// <summary>Words by themselves as vectors: the mean of their pieces in the model's own table. Safe for use by many threads.</summary>
/// <param name="table">Null for a model without one that can be read.</param>
internal sealed class WordTable(WordPieces pieces, PieceTable? table)
{
    /// <summary>Words that are remembered, nearly all that a library has: 16 MB at 128 dimensions.</summary>
    private const int Most = 32_768;

    /// <summary>Longer ones are no words.</summary>
    private const int LongestWord = 40;

    private readonly ConcurrentDictionary<string, float[]?> _known = new(StringComparer.Ordinal);
    private int _count;

    public float[]? VectorOf(string word)
    {
        if (table is null || word.Length > LongestWord)
            return null;
        if (_known.TryGetValue(word, out var known))
            return known;
        var found = table.VectorOf(pieces.Ids(word).AsSpan()[1..^1]);
        if (Interlocked.Increment(ref _count) <= Most)
            _known.TryAdd(word, found);
        return found;
    }
}
