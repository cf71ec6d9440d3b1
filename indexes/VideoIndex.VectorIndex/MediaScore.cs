namespace VideoIndex.VectorIndex;

/// <summary>How a media as a whole answers a query.</summary>
/// <param name="Documents">How many vectors it has.</param>
/// <param name="Cosine">Of the query with the mean of its vectors; 0 without any.</param>
public readonly record struct MediaScore(int Documents, double Cosine);
