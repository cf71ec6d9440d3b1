using VideoIndex.Core;

namespace VideoIndex.VectorIndex;

/// <summary>A document near a query.</summary>
/// <param name="Id">As in <see cref="TimedDocument"/>.</param>
public sealed record VectorHit(string Id, long MediaId, TimeRange Span, double Cosine);
