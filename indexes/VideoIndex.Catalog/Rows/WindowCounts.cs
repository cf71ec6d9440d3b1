namespace VideoIndex.Catalog;

/// <summary>How much of what is there a search looks through.</summary>
/// <param name="Searched">Captioned windows of media that are there.</param>
/// <param name="Pending">Windows planned and not captioned yet, of media that are there and did not fail.</param>
public sealed record WindowCounts(long Searched, long Pending);
