using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>One moment that a query asks for.</summary>
/// <param name="Link">How it lies in time to the part before; null for the first.</param>
public sealed record QueryPart(TextQuery Text, PartLink? Link = null);
