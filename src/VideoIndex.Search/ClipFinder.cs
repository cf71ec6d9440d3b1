using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.TextIndex;

namespace VideoIndex.Search;

/// <summary>Finds clips for what a person typed. Safe for use by many threads, as its two readers are.</summary>
public sealed class ClipFinder(CatalogReader catalog, HitRanker ranker, SearchOptions options)
{
    /// <summary>Rounds of looking past media that fill the hits without adding clips to show: a thousand hours of one camera.</summary>
    private const int Rounds = 4;

    /// <summary>With so many clips to show, nothing more is looked for: five screens. It must not hang on the page asked for.</summary>
    private const int Enough = 100;

    /// <summary>Words of a caption that a search for others like it goes by: a model that repeats itself writes more.</summary>
    private const int MostWords = 60;

    private readonly SearchOptions _options = options.Validated();
    private readonly ClipJoiner _joiner = new(options);

    /// <summary>Finds by words alone.</summary>
    public ClipFinder(CatalogReader catalog, TextIndexReader index, SearchOptions options)
        : this(catalog, new HitRanker(catalog, index, null), options)
    {
    }

    /// <exception cref="VideoIndexException"><c>bad_query</c></exception>
    public SearchResult Find(string query)
    {
        var asked = QueryParser.Parse(query);
        var chosen = Chosen(asked.Filter);
        var judged = new JudgedHits(catalog.Judgements(Judgement.Normal(query)));
        // Whoever asks for one file wants all of it: there are no others to leave room for.
        var options = chosen?.Count == 1 ? _options with { ClipsPerMedia = SearchOptions.MostClips } : _options;
        var isOnePart = asked.Parts.Count == 1;
        var found = isOnePart ? FindClips(asked.Parts[0].Text, chosen, judged.Apply, options) : FindMoments(asked, chosen, judged);
        var wanted = new TextQuery([.. asked.Parts.SelectMany(part => part.Text.Wanted)], []);
        // The text of several moments is that of no document: only their words can be compared.
        var alike = new AlikeRule(isOnePart ? ranker.Likeness : (_, _) => null);
        return Result(query, found, alike, wanted, options, judged.Note is { } note ? [.. asked.Notes, note] : asked.Notes);
    }

    /// <summary>Clips like the one at a place: those for which the same is written, in the same words or others. That one is not among them.</summary>
    /// <exception cref="VideoIndexException"><c>not_found</c>: nothing is written about that place.</exception>
    public SearchResult FindLike(long mediaId, TimeSpan at)
    {
        var like = TextAt(mediaId, at) ?? throw new VideoIndexException(ErrorCodes.NotFound, $"media {mediaId} has no caption at {at}", "name a place that is captioned");
        var words = like.Text.Split((char[]?)null, MostWords + 1, StringSplitOptions.RemoveEmptyEntries);
        var query = new TextQuery([.. words.Take(MostWords)], []);
        var options = _options with { CollapsesAlike = false }; // they are what is looked for
        return Result(like.Text, FindClips(query, null, Others, options), new AlikeRule(ranker.Likeness), query, options, []);

        IReadOnlyList<TextHit> Others(IReadOnlyList<TextHit> hits) =>
            [.. hits.Where(hit => hit.Document.MediaId != mediaId || !ClipJoiner.IsSameMoment(hit.Document.Span, like.Span))];
    }

    private (TimeRange Span, string Text)? TextAt(long mediaId, TimeSpan at)
    {
        var written = catalog.Corrections(mediaId).Select(correction => (correction.Span, correction.Text))
            .Concat(catalog.Captions(mediaId).Select(row => (row.Caption.Window, row.Caption.Text ?? "")))
            .Concat(catalog.Cues(mediaId).Select(cue => (cue.Span, cue.Text)));
        foreach (var (span, text) in written)
        {
            if (span.Start <= at && at < span.End && !string.IsNullOrWhiteSpace(text))
                return (span, text);
        }

        return null;
    }

    private SearchResult Result(
        string query, ClipCandidates found, AlikeRule alike, TextQuery wanted, SearchOptions options, IReadOnlyList<string> notes)
    {
        var windows = catalog.Windows();
        var page = ClipPage.Build(found, ranker.MarkerOf(wanted), alike, options);
        var edges = new ShotEdges(catalog.ShotChanges([.. page.Clips.Concat(page.Closest).Select(clip => clip.MediaId).Distinct()]), options.ShortestClip);
        return new SearchResult(query, [.. page.Clips.Select(edges.Of)], windows.Searched, windows.Pending)
        {
            LeftOut = page.LeftOut,
            Closest = [.. page.Closest.Select(edges.Of)],
            Notes = notes,
            CatalogId = catalog.CatalogId,
        };
    }

    /// <summary>The media that may be found, with the paths to show; null for any.</summary>
    private IReadOnlyDictionary<long, string>? Chosen(MediaFilter filter)
    {
        var asked = _options.In is { } within ? filter with { In = [.. filter.In, within] } : filter;
        var chosen = asked.IsEmpty ? null : catalog.FilesMatching(asked);
        return _options.Media is not { } media ? chosen
            : (chosen ?? catalog.PathsOf([media])).Where(file => file.Key == media).ToDictionary();
    }

    /// <param name="chosen">The media that may be found with the paths to show; null for any.</param>
    /// <param name="choose">Leaves hits out, or raises them.</param>
    private ClipCandidates FindClips(TextQuery query, IReadOnlyDictionary<long, string>? chosen, Func<IReadOnlyList<TextHit>, IReadOnlyList<TextHit>> choose, SearchOptions options)
    {
        var only = chosen?.Keys.ToHashSet();
        var paths = new Dictionary<long, string>(chosen ?? new Dictionary<long, string>());
        var kept = new List<TextHit>();
        var finished = new HashSet<long>();
        using var ranking = ranker.For(query, only);
        for (var round = 1; ; round++)
        {
            var found = ranking.Take(options.Depth, finished);
            AddPaths(found, paths);
            var clips = _joiner.Join(choose([.. kept, .. found.Where(hit => paths.ContainsKey(hit.Document.MediaId))]));
            var more = FinishedMedia(found, clips, paths, options);
            if (found.Count < options.Depth || round == Rounds || more.Count == 0 || Showable(clips, options) >= Enough)
                return new ClipCandidates(clips, paths);
            finished.UnionWith(more);
            kept.AddRange(found.Where(hit => more.Contains(hit.Document.MediaId) && paths.ContainsKey(hit.Document.MediaId)));
        }
    }

    /// <summary>Clips that the cap on clips of one media lets through.</summary>
    private static int Showable(IReadOnlyList<JoinedClip> clips, SearchOptions options) =>
        clips.CountBy(clip => clip.Best.Document.MediaId).Sum(media => Math.Min(media.Value, options.ClipsPerMedia));

    private ClipCandidates FindMoments(SearchQuery query, IReadOnlyDictionary<long, string>? chosen, JudgedHits judged)
    {
        var clips = judged.Apply(new MomentFinder(ranker).Find(query.Parts, chosen?.Keys.ToHashSet()));
        var paths = new Dictionary<long, string>(chosen ?? new Dictionary<long, string>());
        AddPaths([.. clips.Select(clip => clip.Best)], paths);
        return new ClipCandidates(clips, paths);
    }

    /// <summary>Media that more hits would not help: those that are not there, and those with as many clips as a page shows.</summary>
    private static HashSet<long> FinishedMedia(
        IReadOnlyList<TextHit> found, IReadOnlyList<JoinedClip> clips, Dictionary<long, string> paths, SearchOptions options)
    {
        var finished = found.Select(hit => hit.Document.MediaId).Where(media => !paths.ContainsKey(media)).ToHashSet();
        var full = clips.CountBy(clip => clip.Best.Document.MediaId).Where(media => media.Value >= options.ClipsPerMedia);
        finished.UnionWith(full.Select(media => media.Key));
        finished.IntersectWith(found.Select(hit => hit.Document.MediaId));
        return finished;
    }

    private void AddPaths(IReadOnlyList<TextHit> found, Dictionary<long, string> paths)
    {
        var unknown = found.Select(hit => hit.Document.MediaId).Where(media => !paths.ContainsKey(media)).ToHashSet();
        if (unknown.Count == 0)
            return;
        foreach (var (media, path) in catalog.PathsOf(unknown))
            paths[media] = path;
    }
}
