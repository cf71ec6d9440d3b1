namespace VideoIndex.VectorIndex;

/// <summary>Where a document lies in the index of one reader, and of no other.</summary>
public readonly record struct DocumentPlace(int Segment, int Row);
