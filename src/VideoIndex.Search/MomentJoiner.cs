using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>Makes clips of moments of one media that lie to each other as a query wants it. A pure rule.</summary>
/// <remarks>
/// Scores of different parts of a query do not compare, so each is taken as a share of the best of its part; a clip has the mean of its
/// moments' shares, and the harmonic mean of their probabilities, so that one that is hardly there makes the clip unlikely. Of all chains that end in one hit the best is kept, and of clips that show much of the same the best, the shorter when
/// equal. A media has so few hits (<see cref="MostHits"/>) that each can be tried with each.
/// </remarks>
internal static class MomentJoiner
{
    /// <summary>Hits of one part in one media that are tried, the best of them.</summary>
    private const int MostHits = 500;

    /// <param name="links">One for each part after the first.</param>
    /// <param name="parts">The hits of each part.</param>
    /// <returns>The best first; equal ones the shorter first, then by media and time.</returns>
    public static IReadOnlyList<JoinedClip> Join(IReadOnlyList<PartLink> links, IReadOnlyList<IReadOnlyList<TextHit>> parts)
    {
        if (parts.Any(part => part.Count == 0))
            return [];
        var shares = parts.Select(Shares).ToList();
        var chains = shares[0].SelectMany(first => ChainsOf(first.Key, shares, links));
        return DropAlike(chains.Select(chain => chain.ToClip(parts.Count)));
    }

    /// <summary>The hits of a part by media, each a chain of its own, with its share of the best score.</summary>
    private static Dictionary<long, List<Chain>> Shares(IReadOnlyList<TextHit> part)
    {
        var best = part.Max(hit => hit.Score);
        return part.GroupBy(hit => hit.Document.MediaId).ToDictionary(
            media => media.Key,
            media => media
                .OrderByDescending(hit => hit.Score)
                .Take(MostHits)
                .Select(hit => new Chain(hit, best > 0 ? hit.Score / best : 1, hit.Document.Span, null))
                .ToList());
    }

    private static List<Chain> ChainsOf(long media, List<Dictionary<long, List<Chain>>> shares, IReadOnlyList<PartLink> links)
    {
        var chains = shares[0][media];
        for (var part = 1; part < shares.Count && chains.Count > 0; part++)
            chains = shares[part].TryGetValue(media, out var next) ? Extend(chains, next, links[part - 1]) : [];
        return chains;
    }

    private static List<Chain> Extend(List<Chain> chains, List<Chain> next, PartLink link)
    {
        var extended = new List<Chain>();
        foreach (var hit in next)
        {
            Chain? best = null;
            foreach (var chain in chains)
            {
                if (Fits(chain.Last.Document.Span, hit.Last.Document.Span, link) && chain.With(hit) is var longer && longer.IsBetterThan(best))
                    best = longer;
            }

            if (best is not null)
                extended.Add(best);
        }

        return extended;
    }

    private static bool Fits(TimeRange first, TimeRange second, PartLink link) => link.Order == LinkOrder.Then
        ? second.Start > first.Start && second.Start - first.End <= link.Gap
        : second.Start - first.End <= link.Gap && first.Start - second.End <= link.Gap;

    private static List<JoinedClip> DropAlike(IEnumerable<JoinedClip> clips)
    {
        var kept = new List<JoinedClip>();
        var byMedia = new Dictionary<long, List<TimeRange>>();
        foreach (var clip in clips
            .OrderByDescending(clip => clip.Best.Score)
            .ThenBy(clip => clip.Span.Length)
            .ThenBy(clip => clip.Best.Document.MediaId)
            .ThenBy(clip => clip.Span.Start))
        {
            if (!byMedia.TryGetValue(clip.Best.Document.MediaId, out var spans))
                byMedia[clip.Best.Document.MediaId] = spans = [];
            if (spans.Exists(span => ClipJoiner.IsSameMoment(span, clip.Span)))
                continue;
            spans.Add(clip.Span);
            kept.Add(clip);
        }

        return kept;
    }

    private sealed record Chain(TextHit Last, double Score, TimeRange Span, Chain? Before)
    {
        public Chain With(Chain next) => new(
            next.Last,
            Score + next.Score,
            new TimeRange(Span.Start < next.Span.Start ? Span.Start : next.Span.Start, Span.End > next.Span.End ? Span.End : next.Span.End),
            this);

        public bool IsBetterThan(Chain? other) =>
            other is null || Score > other.Score || (Score == other.Score && Span.Length < other.Span.Length);

        /// <summary>Null when no moment has one: those asked for by the letter do not.</summary>
        private double? HarmonicMean(Func<TextHit, double?> chance)
        {
            var (measured, sum) = (0, 0.0);
            for (var chain = this; chain is not null; chain = chain.Before)
            {
                if (chance(chain.Last) is not { } measure)
                    continue;
                measured++;
                sum += 1 / measure;
            }

            return measured == 0 ? null : measured / sum;
        }

        private List<HitEvidence?> Evidence()
        {
            var evidence = new List<HitEvidence?>();
            for (var chain = this; chain is not null; chain = chain.Before)
                evidence.Insert(0, chain.Last.Evidence);
            return evidence;
        }

        /// <summary>Its text is that of its moments in order of time; its source that of the first.</summary>
        public JoinedClip ToClip(int parts)
        {
            var moments = new List<TimedDocument>();
            for (var chain = this; chain is not null; chain = chain.Before)
                moments.Add(chain.Last.Document);
            var ordered = moments.DistinctBy(moment => moment.Id).OrderBy(moment => moment.Span.Start).ToList();
            var text = string.Join(" → ", ordered.Select(moment => moment.Text).Distinct(StringComparer.Ordinal));
            return new JoinedClip(new TextHit(ordered[0] with { Text = text, Span = Span }, Score / parts)
            {
                Confidence = HarmonicMean(hit => hit.Confidence),
                Support = HarmonicMean(hit => hit.Support),
            }, Span)
            { Moments = Evidence() };
        }
    }
}
