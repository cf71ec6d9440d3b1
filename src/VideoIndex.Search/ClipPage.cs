using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>The clips of one page and what the cap on clips of one media kept from it. A pure rule.</summary>
internal sealed record ClipPage(IReadOnlyList<Clip> Clips, IReadOnlyList<ClipsLeftOut> LeftOut)
{
    /// <summary>Takes the best clips, in their order, of media that have a path.</summary>
    public static ClipPage Build(IReadOnlyList<JoinedClip> joined, IReadOnlyDictionary<long, string> paths, SearchOptions options)
    {
        var clips = new List<Clip>();
        var found = new Dictionary<long, int>();
        foreach (var clip in joined)
        {
            var media = clip.Best.Document.MediaId;
            if (!paths.TryGetValue(media, out var path))
                continue;
            found[media] = found.GetValueOrDefault(media) + 1;
            if (found[media] <= options.ClipsPerMedia && clips.Count < options.Limit)
                clips.Add(ToClip(clip, clips.Count + 1, path, options));
        }

        var leftOut = clips
            .DistinctBy(clip => clip.MediaId)
            .Where(clip => found[clip.MediaId] > options.ClipsPerMedia)
            .Select(clip => new ClipsLeftOut(clip.MediaId, clip.Path, found[clip.MediaId] - options.ClipsPerMedia));
        return new ClipPage(clips, [.. leftOut]);
    }

    private static Clip ToClip(JoinedClip clip, int rank, string path, SearchOptions options)
    {
        var best = clip.Best.Document;
        return new Clip(rank, best.MediaId, path, Lengthen(clip.Span, options.ShortestClip), clip.Best.Score, best.Text, best.Source)
        {
            Confidence = clip.Best.Confidence,
            Reasons = ClipReasons.Of(clip),
        };
    }

    private static TimeRange Lengthen(TimeRange span, TimeSpan shortest)
    {
        var start = span.Length < shortest ? span.End - shortest : span.Start;
        return span with { Start = start > TimeSpan.Zero ? start : TimeSpan.Zero };
    }
}
