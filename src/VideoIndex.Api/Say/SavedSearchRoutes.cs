using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>Queries with names, the same as those of <c>search save</c>.</summary>
internal static class SavedSearchRoutes
{
    private const int LongestQuery = 2_000;

    public static Ok<SavedSearchesAnswer> List(ServeOptions options) => TypedResults.Ok(SavedSearchesAnswer.From(Searches(options).All()));

    public static Ok<SavedSearch> Save(string name, SavedSearchRequest request, ServeOptions options)
    {
        var query = request.Query ?? "";
        if (query.Length > LongestQuery)
            throw new VideoIndexException(ErrorCodes.BadQuery, $"the query has {query.Length} characters, expected at most {LongestQuery}");
        QueryParser.Parse(query);
        var saved = new SavedSearch(PathPart.Text(name), query);
        Searches(options).Save(saved.Name, saved.Query);
        return TypedResults.Ok(saved);
    }

    public static NoContent Remove(string name, ServeOptions options) => Searches(options).Remove(PathPart.Text(name)) is null
        ? throw new VideoIndexException(ErrorCodes.NotFound, $"no search is saved as `{name}`", "GET /api/saved-searches lists them")
        : TypedResults.NoContent();

    private static SavedSearches Searches(ServeOptions options) => new(options.DataFolder);
}

/// <summary>All saved searches, by name.</summary>
public sealed record SavedSearchesAnswer(IReadOnlyList<SavedSearch> SavedSearches)
{
    internal static SavedSearchesAnswer From(IReadOnlyList<SavedSearch> all) => new(all);
}
