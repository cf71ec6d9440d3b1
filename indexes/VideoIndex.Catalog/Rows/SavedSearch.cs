namespace VideoIndex.Catalog;

/// <summary>A query with a name.</summary>
public sealed record SavedSearch(string Name, string Query);
