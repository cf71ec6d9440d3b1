using VideoIndex.Search;

namespace VideoIndex.Cli.Commands;

/// <summary>The answer of <c>search --json</c>.</summary>
internal sealed record SearchJson(
    string Query, double TookMs, bool NoMatch, long WindowsSearched, long WindowsPending, IReadOnlyList<string> Notes,
    IReadOnlyList<SearchJson.ClipJson> Clips, IReadOnlyList<SearchJson.LeftOutJson> LeftOut)
{
    public static SearchJson From(SearchResult result, TimeSpan took) => new(
        result.Query, Math.Round(took.TotalMilliseconds, 1), result.NoMatch, result.WindowsSearched, result.WindowsPending, result.Notes,
        [.. result.Clips.Select(clip => new ClipJson(
            clip.Rank, clip.MediaId, clip.Path, clip.Span.StartMs, clip.Span.EndMs, Math.Round(clip.Score, 4), clip.Caption, clip.Source,
            [.. clip.Matches.Select(span => clip.Caption.Substring(span.Start, span.Length))]))],
        [.. result.LeftOut.Select(more => new LeftOutJson(more.MediaId, more.Path, more.Clips))]);

    /// <param name="Matches">The words of the caption that the query asked for, in order.</param>
    internal sealed record ClipJson(
        int Rank, long MediaId, string Path, long StartMs, long EndMs, double Score, string Caption, string Source, IReadOnlyList<string> Matches);

    /// <param name="Clips">How many more clips of this media were found.</param>
    internal sealed record LeftOutJson(long MediaId, string Path, int Clips);
}
