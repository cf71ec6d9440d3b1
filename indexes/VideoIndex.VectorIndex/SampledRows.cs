namespace VideoIndex.VectorIndex;

/// <summary>A few hundred rows that stand for a whole index.</summary>
internal static class SampledRows
{
    /// <summary>
    /// The rows whose keys scramble to the lowest numbers: the same documents however the index happens to lie in segments, and one that is
    /// added or removed moves the sample by at most one.
    /// </summary>
    public static IReadOnlyList<(Segment Segment, int Row)> Of(IReadOnlyList<LiveSegment> segments, int most)
    {
        var lowest = new PriorityQueue<(Segment Segment, int Row), ulong>(most + 1, Comparer<ulong>.Create((a, b) => b.CompareTo(a)));
        var least = ulong.MaxValue;
        foreach (var live in segments)
        {
            var keys = live.Segment.Keys;
            for (var row = 0; row < keys.Length; row++)
            {
                var scrambled = Scrambled(keys[row]);
                if (scrambled >= least || live.IsDeleted(row))
                    continue;
                lowest.Enqueue((live.Segment, row), scrambled);
                if (lowest.Count <= most)
                    continue;
                lowest.Dequeue();
                lowest.TryPeek(out _, out least);
            }
        }

        return [.. lowest.UnorderedItems.OrderBy(item => item.Priority).Select(item => item.Element)];
    }

    /// <summary>The last steps of MurmurHash3: neighbouring keys get numbers far apart, always the same.</summary>
    private static ulong Scrambled(long key)
    {
        var bits = (ulong)key;
        bits = (bits ^ (bits >> 33)) * 0xff51afd7ed558ccd;
        bits = (bits ^ (bits >> 33)) * 0xc4ceb9fe1a85ec53;
        return bits ^ (bits >> 33);
    }
}
