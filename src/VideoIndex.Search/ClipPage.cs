using VideoIndex.Core;
using VideoIndex.TextIndex;

namespace VideoIndex.Search;

/// <summary>The clips of one page, and what was kept from it. A pure rule.</summary>
/// <param name="LeftOut">What the cap on clips of one media kept from it.</param>
/// <param name="Closest">When nothing matches: the nearest there is.</param>
internal sealed record ClipPage(IReadOnlyList<Clip> Clips, IReadOnlyList<ClipsLeftOut> LeftOut, IReadOnlyList<Clip> Closest)
{
    /// <summary>Clips by which it is judged whether anything matches: as many whichever page is asked for.</summary>
    private const int Judged = 20;

    /// <summary>
    /// Clips alike that are named; the rest are counted. A thousand copies of a film made an answer of 100 KB, written and sent for each search,
    /// of which nobody reads more than the first.
    /// </summary>
    internal const int MostAlike = 50;

    /// <summary>Takes the best clips of media that have a path, in their order. A longer page begins with all of a shorter one.</summary>
    /// <remarks>
    /// Nothing matches when even the best supported of the first is too little; of an answer, what has not a third of that is left out: fewer
    /// than one in a hundred right clips that come after a better supported one. Clips without a measured support (words alone), and clips whose text has every word that was asked for, always stay.
    /// </remarks>
    public static ClipPage Build(ClipCandidates found, MatchMarker marker, AlikeRule alike, SearchOptions options)
    {
        var shown = found.Clips.Where(clip => found.Paths.ContainsKey(clip.Best.Document.MediaId)).ToList();
        if (shown.Take(Judged).All(clip => IsBelow(clip, options.LeastConfidence, marker)))
            return new ClipPage([], [], [.. shown.Take(options.Closest).Select((clip, place) => ToClip(clip, place + 1, found, marker, options))]);

        var page = new PageBuilder(options, alike);
        foreach (var clip in shown.Where(clip => !IsBelow(clip, options.LeastConfidence / 3, marker)))
            page.Add(clip);
        return new ClipPage(
            [.. page.Clips.Select((clip, place) => ToClip(clip, place + 1, found, marker, options) with { Alike = Alike(page.Alike(place).Take(MostAlike), found), AlikeCount = page.Alike(place).Count })],
            [.. page.LeftOut.Select(left => new ClipsLeftOut(left.Media, found.Paths[left.Media], left.Clips))],
            []);
    }

    private static bool IsBelow(JoinedClip clip, double support, MatchMarker marker) =>
        clip.Best.Support < support && !(clip.HasWords && marker.Mark(clip.Best.Document.Text).HasEveryWord);

    private static IReadOnlyList<AlikeClip> Alike(IEnumerable<JoinedClip> clips, ClipCandidates found) =>
        [.. clips.Select(clip => new AlikeClip(clip.Best.Document.MediaId, found.Paths[clip.Best.Document.MediaId], clip.Span))];

    private static Clip ToClip(JoinedClip clip, int rank, ClipCandidates found, MatchMarker marker, SearchOptions options)
    {
        var best = clip.Best.Document;
        return new Clip(
            rank, best.MediaId, found.Paths[best.MediaId], Lengthen(clip.Span, options.ShortestClip), clip.Best.Score, best.Text, best.Source)
        {
            Confidence = clip.Best.Confidence,
            Best = best.Span,
            Reasons = ClipReasons.Of(clip),
            Matches = marker.Mark(best.Text).Matches,
        };
    }

    private static TimeRange Lengthen(TimeRange span, TimeSpan shortest)
    {
        var start = span.Length < shortest ? span.End - shortest : span.Start;
        return span with { Start = start > TimeSpan.Zero ? start : TimeSpan.Zero };
    }
}
