using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>Finds clips for several moments of one media, each by words and by meaning, all of them together. As thread-safe as its ranker.</summary>
/// <remarks>
/// First each part is looked for everywhere; then closely in the media that have the best of all parts together. So a part that thousands of
/// windows answer does not hide the media in which the other one is.
/// </remarks>
internal sealed class MomentFinder(HitRanker ranker)
{
    /// <summary>Hits of each part that are looked at: beyond them a moment hardly answers its part.</summary>
    private const int Depth = 1_000;

    /// <summary>Hits of all parts together: reading and weighing them is most of what many moments cost. Two have all they want.</summary>
    private const int MostHits = 1_200;

    /// <summary>Media looked at closely, many times what a page shows.</summary>
    private const int MostMedia = 200;

    /// <summary>Where many moments leave each few hits, so few media are looked at that each has some of every moment.</summary>
    private const int HitsInEachMedia = 5;

    private static readonly HashSet<long> _none = [];

    /// <param name="onlyMedia">Only moments of these; null for any.</param>
    /// <returns>The best first.</returns>
    public IReadOnlyList<JoinedClip> Find(IReadOnlyList<QueryPart> parts, IReadOnlySet<long>? onlyMedia)
    {
        var texts = Distinct(parts);
        var rankings = ranker.For(texts, onlyMedia);
        try
        {
            return MomentJoiner.Join([.. parts.Skip(1).Select(part => part.Link!)], Hits(parts, texts, rankings));
        }
        finally
        {
            foreach (var ranking in rankings)
                ranking.Dispose();
        }
    }

    /// <summary>Of each part, in its order.</summary>
    private static List<IReadOnlyList<TextHit>> Hits(IReadOnlyList<QueryPart> parts, List<TextQuery> texts, IReadOnlyList<HitRanking> rankings)
    {
        var depth = parts.Count == 2 ? Depth : MostHits / parts.Count;
        var found = OfParts(ranking => ranking.Take(depth, _none, leastDepth: depth));
        if (found.Any(hits => hits.Count == 0) || found.All(hits => hits.Count < depth))
            return found;
        var media = BestMedia(found, Math.Min(MostMedia, depth / HitsInEachMedia));
        return OfParts(ranking => ranking.Within(media).Take(depth, _none, leastDepth: depth));

        List<IReadOnlyList<TextHit>> OfParts(Func<HitRanking, IReadOnlyList<TextHit>> take)
        {
            var hits = SideBySide.Map(rankings, take);
            return [.. parts.Select(part => hits[texts.FindIndex(text => IsSame(text, part.Text))])];
        }
    }

    /// <summary>What is asked for twice is looked for once.</summary>
    private static List<TextQuery> Distinct(IReadOnlyList<QueryPart> parts)
    {
        var texts = new List<TextQuery>();
        foreach (var part in parts)
        {
            if (!texts.Exists(text => IsSame(text, part.Text)))
                texts.Add(part.Text);
        }

        return texts;
    }

    private static bool IsSame(TextQuery a, TextQuery b) => a.Wanted.SequenceEqual(b.Wanted) && a.Unwanted.SequenceEqual(b.Unwanted);

    /// <summary>The media with the highest sum of what their best hits are of the best of each part; a part not found in one counts nothing.</summary>
    private static HashSet<long> BestMedia(List<IReadOnlyList<TextHit>> found, int most)
    {
        var sums = new Dictionary<long, double>();
        foreach (var hits in found)
        {
            var best = hits.Max(hit => hit.Score);
            foreach (var media in hits.GroupBy(hit => hit.Document.MediaId))
                sums[media.Key] = sums.GetValueOrDefault(media.Key) + (best > 0 ? media.Max(hit => hit.Score) / best : 1);
        }

        return [.. sums.OrderByDescending(media => media.Value).ThenBy(media => media.Key).Take(most).Select(media => media.Key)];
    }
}
