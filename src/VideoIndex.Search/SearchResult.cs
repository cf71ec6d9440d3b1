namespace VideoIndex.Search;

/// <summary>The answer to a query, and how much was searched for it.</summary>
/// <param name="WindowsSearched">Captioned windows of media that are there.</param>
/// <param name="WindowsPending">Windows that are planned but not captioned yet: they could not be found.</param>
public sealed record SearchResult(string Query, IReadOnlyList<Clip> Clips, long WindowsSearched, long WindowsPending)
{
    /// <summary>Media with more clips than a page shows of one media, in the order of their first clip.</summary>
    public IReadOnlyList<ClipsLeftOut> LeftOut { get; init; } = [];

    /// <summary>When nothing matches: the nearest there is, each too unlikely to be an answer.</summary>
    public IReadOnlyList<Clip> Closest { get; init; } = [];

    /// <summary>What was typed like syntax but taken as words, and what was not looked at; a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The model that looked at the first clips and put them in order; null where none was asked.</summary>
    public string? CheckedBy { get; init; }

    /// <summary>The catalog whose ids of media the clips have; null where nobody may refer to them later.</summary>
    public string? CatalogId { get; init; }

    public bool NoMatch => Clips.Count == 0;
}
