namespace VideoIndex.Core;

/// <summary>The last state of a document up to a change of the catalog; <see cref="Document"/> is null when it was deleted.</summary>
public sealed record TextChange(long Change, string Id, TimedDocument? Document);
