namespace VideoIndex.VectorIndex;

/// <summary>Rows that were applied and are to become a segment.</summary>
internal sealed class PendingRows : ISegmentRows
{
    private readonly (long Key, long Media, long Start, long End, QuantisedVector Vector)[] _rows;

    public PendingRows(IEnumerable<(long Key, long Media, long Start, long End, QuantisedVector Vector)> rows) =>
        _rows = [.. rows.OrderBy(row => row.Media).ThenBy(row => row.Start).ThenBy(row => row.Key)];

    public int Count => _rows.Length;

    public ReadOnlySpan<sbyte> Steps(int row) => _rows[row].Vector.Steps;

    public long Key(int row) => _rows[row].Key;

    public long Media(int row) => _rows[row].Media;

    public long Start(int row) => _rows[row].Start;

    public long End(int row) => _rows[row].End;

    public float Scale(int row) => _rows[row].Vector.Scale;
}
