using VideoIndex.Catalog;

namespace VideoIndex.Search;

/// <summary>A query as it was understood.</summary>
/// <param name="Parts">What is looked for, at least one part; more than one are moments of the same media, each tied to the one before.</param>
/// <param name="Filter">Where it is looked for.</param>
/// <param name="Notes">What was typed like syntax but taken as words, and what was not looked at; a sentence each.</param>
public sealed record SearchQuery(IReadOnlyList<QueryPart> Parts, MediaFilter Filter, IReadOnlyList<string> Notes);
