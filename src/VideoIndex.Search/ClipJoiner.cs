using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>Joins hits of one media that belong together. A pure rule.</summary>
/// <remarks>
/// The best hit is the core of a clip. It grows, best neighbour first, over hits that touch it and score nearly as well
/// (<see cref="SearchOptions.JoinShare"/>), up to <see cref="SearchOptions.LongestClip"/>. A hit of which the clip then shows at least
/// half (a line spoken in a window) is no clip of its own. What is left makes the next clip.
/// </remarks>
internal sealed class ClipJoiner(SearchOptions options)
{
    /// <summary>Clips of all media, the best first; equal ones by media, then time.</summary>
    public IReadOnlyList<JoinedClip> Join(IEnumerable<TextHit> hits) =>
    [
        .. hits.GroupBy(hit => hit.Document.MediaId)
            .SelectMany(JoinMedia)
            .OrderByDescending(clip => clip.Best.Score)
            .ThenBy(clip => clip.Best.Document.MediaId)
            .ThenBy(clip => clip.Span.Start),
    ];

    private IEnumerable<JoinedClip> JoinMedia(IEnumerable<TextHit> hits)
    {
        var open = hits
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.Document.Span.Start)
            .ThenBy(hit => hit.Document.Id, StringComparer.Ordinal)
            .Select(hit => new JoinedClip(hit, Cut(hit.Document.Span)))
            .ToList();

        while (open.Count > 0)
        {
            var clip = Grow(open);
            open.RemoveAll(other => IsSameMoment(clip.Span, other.Span));
            yield return clip;
        }
    }

    private JoinedClip Grow(List<JoinedClip> open)
    {
        var clip = open[0];
        open.RemoveAt(0);
        while (open.FindIndex(other => Belongs(clip, other)) is var next and >= 0)
        {
            clip = clip with { Span = Union(clip.Span, open[next].Span) };
            open.RemoveAt(next);
        }

        return clip;
    }

    private bool Belongs(JoinedClip clip, JoinedClip other) =>
        other.Best.Score >= options.JoinShare * clip.Best.Score
        && other.Span.Start <= clip.Span.End + options.JoinGap
        && clip.Span.Start <= other.Span.End + options.JoinGap
        && Union(clip.Span, other.Span).Length <= options.LongestClip;

    /// <summary>True when one shows at least half of the other.</summary>
    internal static bool IsSameMoment(TimeRange a, TimeRange b)
    {
        var shared = Min(a.End, b.End) - Max(a.Start, b.Start);
        return shared > TimeSpan.Zero && 2 * shared >= Min(a.Length, b.Length);
    }

    private TimeRange Cut(TimeRange span) =>
        span.Length <= options.LongestClip ? span : span with { End = span.Start + options.LongestClip };

    private static TimeRange Union(TimeRange a, TimeRange b) => new(Min(a.Start, b.Start), Max(a.End, b.End));

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
