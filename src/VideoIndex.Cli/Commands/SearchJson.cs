using VideoIndex.Search;

namespace VideoIndex.Cli.Commands;

/// <summary>The answer of <c>search --json</c>.</summary>
internal sealed record SearchJson(
    string Query, double TookMs, bool NoMatch, long WindowsSearched, long WindowsPending, IReadOnlyList<SearchJson.ClipJson> Clips)
{
    public static SearchJson From(SearchResult result, TimeSpan took) => new(
        result.Query, Math.Round(took.TotalMilliseconds, 1), result.NoMatch, result.WindowsSearched, result.WindowsPending,
        [.. result.Clips.Select(clip => new ClipJson(
            clip.Rank, clip.MediaId, clip.Path, clip.Span.StartMs, clip.Span.EndMs, Math.Round(clip.Score, 4), clip.Caption, clip.Source))]);

    internal sealed record ClipJson(int Rank, long MediaId, string Path, long StartMs, long EndMs, double Score, string Caption, string Source);
}
