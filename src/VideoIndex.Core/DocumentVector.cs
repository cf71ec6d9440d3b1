namespace VideoIndex.Core;

/// <summary>The last state of a document as a vector index needs it; <see cref="Vector"/> is null when the document was deleted.</summary>
/// <param name="Id">As in <see cref="TimedDocument"/>: <c>w12</c>, <c>c7</c> or <c>e3</c>.</param>
/// <param name="Vector">Of length 1, with as many numbers as the index has dimensions.</param>
public sealed record DocumentVector(string Id, long MediaId, TimeRange Span, float[]? Vector);
