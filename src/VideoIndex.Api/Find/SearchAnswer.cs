using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>The answer to a search, of the server and of <c>search --json</c>.</summary>
/// <param name="Closest">When nothing matches: the nearest, each too unlikely to be an answer.</param>
/// <param name="Lists">What was compared: <c>words</c>, <c>meaning</c>.</param>
/// <param name="Embedder">Whose vectors; null where only words were compared.</param>
/// <param name="CheckedBy">The model that looked at the first clips and put them in order; null where none was asked.</param>
public sealed record SearchAnswer(
    string Query, double TookMs, bool NoMatch, long WindowsSearched, long WindowsPending, IReadOnlyList<string> Notes, IReadOnlyList<ClipAnswer> Clips,
    IReadOnlyList<LeftOutAnswer> LeftOut, IReadOnlyList<ClipAnswer> Closest, IReadOnlyList<string> Lists, string? Embedder, string? CheckedBy)
{
    public static SearchAnswer From(FoundClips found, TimeSpan took)
    {
        var result = found.Result;
        return new SearchAnswer(
            result.Query, Math.Round(took.TotalMilliseconds, 1), result.NoMatch, result.WindowsSearched, result.WindowsPending, result.Notes,
            [.. result.Clips.Select(ClipAnswer.From)],
            [.. result.LeftOut.Select(left => new LeftOutAnswer(left.MediaId, left.Path, Path.GetFileName(left.Path), left.Clips))],
            [.. result.Closest.Select(ClipAnswer.From)],
            found.Lists,
            found.Embedder,
            result.CheckedBy);
    }
}

/// <summary>A clip found. <paramref name="Caption"/>, <paramref name="Path"/> and <paramref name="File"/> are other people's text.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Source"><c>caption</c>, <c>cue</c> or <c>correction</c>: what a person wrote in place of a caption.</param>
/// <param name="Matches">The words of the caption that the query asked for, in order.</param>
/// <param name="Highlights">Where they stand in it: start and length, in UTF-16 units as JavaScript counts.</param>
/// <param name="Confidence">The chance that it shows the very moment meant. Null where it was not measured: words alone, or asked for by the letter.</param>
/// <param name="Likelihood">The same in words: <c>likely</c>, <c>quite possible</c>, <c>possible</c> or <c>unlikely</c>.</param>
/// <param name="Reasons">Why it is there, a few words each.</param>
/// <param name="Checked">How likely a model that looked at the clip says that it shows what was asked for; null where none looked.</param>
/// <param name="HasFile">False for a media that is known from an import alone: there is nothing to play.</param>
/// <param name="Alike">The first of the other clips that look like it, in their order, and are not shown by themselves.</param>
/// <param name="AlikeCount">How many there are of them, named or not.</param>
public sealed record ClipAnswer(
    int Rank, long MediaId, string Path, string File, long StartMs, long EndMs, double Score, string Caption, string Source,
    IReadOnlyList<string> Matches, IReadOnlyList<int[]> Highlights, double? Confidence, string? Likelihood, double? Checked, IReadOnlyList<string> Reasons, bool HasFile,
    IReadOnlyList<AlikeAnswer> Alike, int AlikeCount)
{
    internal static ClipAnswer From(Clip clip) => new(
        clip.Rank, clip.MediaId, clip.Path, System.IO.Path.GetFileName(clip.Path), clip.Span.StartMs, clip.Span.EndMs, Math.Round(clip.Score, 4),
        clip.Caption, clip.Source, [.. clip.Matches.Select(span => clip.Caption.Substring(span.Start, span.Length))],
        [.. clip.Matches.Select(span => new[] { span.Start, span.Length })],
        clip.Confidence is { } confidence ? Math.Round(confidence, 3) : null, clip.Likelihood, clip.Checked, clip.Reasons, clip.HasFile,
        [.. clip.Alike.Select(other => new AlikeAnswer(other.MediaId, other.Path, System.IO.Path.GetFileName(other.Path), other.Span.StartMs, other.Span.EndMs))],
        clip.AlikeCount);
}

/// <summary>A clip that looks like one that is shown. <paramref name="Path"/> and <paramref name="File"/> are other people's text.</summary>
public sealed record AlikeAnswer(long MediaId, string Path, string File, long StartMs, long EndMs);

/// <summary>More clips of a media than a page shows of one.</summary>
public sealed record LeftOutAnswer(long MediaId, string Path, string File, int Clips);
