namespace VideoIndex.Core;

/// <summary>What a person said about a clip that a query found.</summary>
/// <param name="Place">From 1: where the person put it among those that are right; null when no order was given.</param>
public sealed record Judgement(long MediaId, TimeRange Span, bool IsRight, int? Place = null)
{
    /// <summary>One spelling for queries that ask the same: case and white space do not count. Judgements are kept under it.</summary>
    public static string Normal(string query) =>
        string.Join(' ', query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
}
