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
    string? Embedder,
    IReadOnlyList<string> Notes,
    IReadOnlyList<SearchJson.LeftOutJson> LeftOut)
{
    public static SearchJson From(SearchAnswer answer, TimeSpan took)
    {
        var result = answer.Result;
        return new SearchJson(
            result.Query, Math.Round(took.TotalMilliseconds, 1), result.NoMatch, result.WindowsSearched, result.WindowsPending,
            [.. result.Clips.Select(ClipJson.From)], [.. result.Closest.Select(ClipJson.From)], answer.Lists, answer.Embedder, result.Notes,
            [.. result.LeftOut.Select(more => new LeftOutJson(more.MediaId, more.Path, more.Clips))]);
    }

    /// <param name="Clips">How many more clips of this media were found.</param>
    internal sealed record LeftOutJson(long MediaId, string Path, int Clips);

    /// <param name="Matches">The words of the caption that the query asked for, in order.</param>
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
        bool HasFile,
        IReadOnlyList<string> Matches)
    {
        public static ClipJson From(Clip clip) => new(
            clip.Rank, clip.MediaId, clip.Path, clip.Span.StartMs, clip.Span.EndMs, Math.Round(clip.Score, 4), clip.Caption, clip.Source,
            clip.Confidence is { } confidence ? Math.Round(confidence, 3) : null, clip.Reasons, clip.HasFile,
            [.. clip.Matches.Select(span => clip.Caption.Substring(span.Start, span.Length))]);
    }
}
