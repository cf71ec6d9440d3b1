namespace VideoIndex.VectorIndex;

/// <summary>The rows of several segments that still count, in order; they are read from the maps, only their places are in memory.</summary>
internal sealed class MergedRows : ISegmentRows
{
    private readonly IReadOnlyList<LiveSegment> _segments;
    private readonly (int Segment, int Row)[] _places;

    public MergedRows(IReadOnlyList<LiveSegment> segments)
    {
        _segments = segments;
        _places = new (int, int)[segments.Sum(segment => segment.LiveRows)];
        Merge();
    }

    public int Count => _places.Length;

    public ReadOnlySpan<sbyte> Steps(int row) => Segment(row).Steps(_places[row].Row);

    public long Key(int row) => Segment(row).Keys[_places[row].Row];

    public long Media(int row) => Segment(row).Media[_places[row].Row];

    public long Start(int row) => Segment(row).Starts[_places[row].Row];

    public long End(int row) => Segment(row).Ends[_places[row].Row];

    public float Scale(int row) => Segment(row).Scales[_places[row].Row];

    private Segment Segment(int row) => _segments[_places[row].Segment].Segment;

    private void Merge()
    {
        var heads = new PriorityQueue<(int Segment, int Row), (long, long, long)>();
        for (var i = 0; i < _segments.Count; i++)
            Enqueue(heads, i, -1);
        for (var at = 0; heads.TryDequeue(out var place, out _); at++)
        {
            _places[at] = place;
            Enqueue(heads, place.Segment, place.Row);
        }
    }

    private void Enqueue(PriorityQueue<(int Segment, int Row), (long, long, long)> heads, int segment, int after)
    {
        var live = _segments[segment];
        var row = after + 1;
        while (row < live.Segment.Rows && live.IsDeleted(row))
            row++;
        if (row < live.Segment.Rows)
            heads.Enqueue((segment, row), (live.Segment.Media[row], live.Segment.Starts[row], live.Segment.Keys[row]));
    }
}
