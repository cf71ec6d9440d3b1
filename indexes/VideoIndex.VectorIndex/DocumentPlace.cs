using VideoIndex.Core;

namespace VideoIndex.VectorIndex;

/// <summary>Where a document lies in the index of one reader, and of no other.</summary>
public readonly record struct DocumentPlace(int Segment, int Row)
{
    /// <summary>Null for a document that is in none of the segments.</summary>
    internal static DocumentPlace? Find(IReadOnlyList<LiveSegment> segments, TimedDocument document)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].Find(document) is { } row)
                return new DocumentPlace(i, row);
        }

        return null;
    }
}
