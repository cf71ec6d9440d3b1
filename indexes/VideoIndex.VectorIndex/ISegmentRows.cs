namespace VideoIndex.VectorIndex;

/// <summary>Rows for a new segment, ordered by media, then start, then key.</summary>
internal interface ISegmentRows
{
    int Count { get; }

    ReadOnlySpan<sbyte> Steps(int row);

    long Key(int row);

    long Media(int row);

    long Start(int row);

    long End(int row);

    float Scale(int row);
}
