namespace VideoIndex.Search;

/// <summary>All clips that a query has, of which a page shows some.</summary>
/// <param name="Clips">The best first; also of media that have no path.</param>
/// <param name="Paths">Of the media that may be shown.</param>
internal sealed record ClipCandidates(IReadOnlyList<JoinedClip> Clips, IReadOnlyDictionary<long, string> Paths);
