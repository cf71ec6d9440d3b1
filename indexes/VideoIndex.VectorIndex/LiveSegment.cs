using System.Collections;
using VideoIndex.Core;

namespace VideoIndex.VectorIndex;

/// <summary>A segment and which of its rows no longer count. Reading is safe for many threads while nobody deletes.</summary>
internal sealed class LiveSegment(string file, Segment segment, IEnumerable<int> deleted)
{
    private readonly BitArray _deleted = Bits(segment.Rows, deleted);

    public string File => file;

    public Segment Segment => segment;

    public int DeletedRows { get; private set; } = deleted.Count();

    public int LiveRows => segment.Rows - DeletedRows;

    public bool IsDeleted(int row) => DeletedRows > 0 && _deleted[row];

    /// <summary>The row of a document; null when it is not here any more.</summary>
    public int? Find(TimedDocument document)
    {
        var key = DocumentKey.Parse(document.Id);
        var (media, start) = (document.MediaId, document.Span.StartMs);
        for (var row = segment.Find(media, start); row < segment.Rows && segment.Media[row] == media && segment.Starts[row] == start; row++)
        {
            if (segment.Keys[row] == key && !IsDeleted(row))
                return row;
        }

        return null;
    }

    public void Delete(IReadOnlySet<long> keys)
    {
        var all = segment.Keys;
        for (var row = 0; row < all.Length; row++)
        {
            if (!keys.Contains(all[row]) || _deleted[row])
                continue;
            _deleted[row] = true;
            DeletedRows++;
        }
    }

    public VectorManifest.Entry ToEntry() =>
        new(file, segment.Rows, [.. Enumerable.Range(0, segment.Rows).Where(IsDeleted)]);

    private static BitArray Bits(int rows, IEnumerable<int> set)
    {
        var bits = new BitArray(rows);
        foreach (var row in set)
            bits[row] = true;
        return bits;
    }
}
