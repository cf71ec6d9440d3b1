using VideoIndex.Search;

namespace VideoIndex.Cli.Commands;

/// <summary>The answer of <c>search --json</c>.</summary>
/// <param name="Closest">When nothing matches: the nearest, each too unlikely to be an answer.</param>
internal sealed record SearchJson(
    string Query,
    double TookMs,
    bool NoMatch,
    long WindowsSearched,
    long WindowsPending,
    IReadOnlyList<SearchJson.ClipJson> Clips,
    IReadOnlyList<SearchJson.ClipJson> Closest,
    IReadOnlyList<string> Lists,
    string? Embedder)
{
    public static SearchJson From(SearchAnswer answer, TimeSpan took)
    {
        var result = answer.Result;
        return new SearchJson(
            result.Query, Math.Round(took.TotalMilliseconds, 1), result.NoMatch, result.WindowsSearched, result.WindowsPending,
            [.. result.Clips.Select(ClipJson.From)], [.. result.Closest.Select(ClipJson.From)], answer.Lists, answer.Embedder);
    }

    internal sealed record ClipJson(
        int Rank,
        long MediaId,
        string Path,
        long StartMs,
        long EndMs,
        double Score,
        string Caption,
        string Source,
        double? Confidence,
        IReadOnlyList<string> Reasons,
        bool HasFile)
    {
        public static ClipJson From(Clip clip) => new(
            clip.Rank, clip.MediaId, clip.Path, clip.Span.StartMs, clip.Span.EndMs, Math.Round(clip.Score, 4), clip.Caption, clip.Source,
            clip.Confidence is { } confidence ? Math.Round(confidence, 3) : null, clip.Reasons, clip.HasFile);
    }
}
