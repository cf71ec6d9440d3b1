using VideoIndex.Catalog;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Cli.Check;

/// <summary>The second look at an answer: a model is asked about its first clips, and they are put in the order of what it says.</summary>
internal static class ClipLook
{
    /// <param name="question">Null where nothing can be seen of what was looked for: the answer stays as it is, with a note.</param>
    /// <exception cref="VideoIndexException">The model cannot be used.</exception>
    public static async Task<SearchResult> LookAsync(
        SearchResult result, string? question, CheckSettings settings, SearchOptions options, CatalogReader catalog, string dataFolder, CancellationToken cancel)
    {
        if (question is null)
            return result with { Notes = [.. result.Notes, "nothing of this query can be seen: no clip was looked at"] };
        using var checker = new ClipChecker(catalog, CheckedClips.In(dataFolder), ModelChoice.From(settings.Model, dataFolder), settings.Vision);
        var looked = result.Clips.Take(settings.Clips).ToList();
        Terminal.Say($"looking at {Terminal.Count(looked.Count, "clip")} with {checker.Model} ...");
        var chances = new List<double?>();
        foreach (var clip in looked)
            chances.Add(await checker.AskAsync(clip, question, cancel));
        var ordered = SecondLook.Order(result, chances, checker.Model, options);
        return Missing(chances, checker.Trouble) is { } note ? ordered with { Notes = [.. ordered.Notes, note] } : ordered;
    }

    private static string? Missing(List<double?> chances, string? trouble) => chances.Count(chance => chance is null) is var missing and > 0
        ? $"{Terminal.Count(missing, "clip")} could not be looked at{(trouble is null ? "" : $": {trouble}")}"
        : null;
}
