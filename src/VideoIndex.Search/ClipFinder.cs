using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.TextIndex;

namespace VideoIndex.Search;

/// <summary>Finds clips for what a person typed. Safe for use by many threads, as its two readers are.</summary>
public sealed class ClipFinder(CatalogReader catalog, HitRanker ranker, SearchOptions options)
{
    /// <summary>Rounds of looking past media that fill the hits without adding to the page: a thousand hours of one camera.</summary>
    private const int Rounds = 4;

    /// <summary>Hits of each moment of a `THEN` or `NEAR` that are looked at: beyond them a moment hardly answers its part.</summary>
    private const int MomentDepth = 4_000;

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
        var page = asked.Parts.Count == 1 ? FindPage(asked.Parts[0].Text, chosen, judged.Apply) : FindMoments(asked, chosen, judged);
        var wanted = new TextQuery([.. asked.Parts.SelectMany(part => part.Text.Wanted)], []);
        return Result(query, page, wanted, judged.Note is { } note ? [.. asked.Notes, note] : asked.Notes);
    }

    /// <summary>Clips like the one at a place: those for which the same is written, in the same words or others. That one is not among them.</summary>
    /// <exception cref="VideoIndexException"><c>not_found</c>: nothing is written about that place.</exception>
    public SearchResult FindLike(long mediaId, TimeSpan at)
    {
        var like = TextAt(mediaId, at) ?? throw new VideoIndexException(ErrorCodes.NotFound, $"media {mediaId} has no caption at {at}", "name a place that is captioned");
        var words = like.Text.Split((char[]?)null, MostWords + 1, StringSplitOptions.RemoveEmptyEntries);
        var query = new TextQuery([.. words.Take(MostWords)], []);
        return Result(like.Text, FindPage(query, null, Others), query, []);

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

    private SearchResult Result(string query, ClipPage page, TextQuery wanted, IReadOnlyList<string> notes)
    {
        var windows = catalog.Windows();
        return new SearchResult(
            query,
            [.. page.Clips.Select(clip => Marked(clip, wanted))],
            windows.Searched,
            windows.Pending)
        {
            LeftOut = page.LeftOut,
            Notes = notes,
        }.Judged(_options);
    }

    /// <summary>The media that may be found, with the paths to show; null for any.</summary>
    private IReadOnlyDictionary<long, string>? Chosen(MediaFilter filter)
    {
        var chosen = filter.IsEmpty ? null : catalog.FilesMatching(filter);
        return _options.Media is not { } media ? chosen
            : (chosen ?? catalog.PathsOf([media])).Where(file => file.Key == media).ToDictionary();
    }

    private Clip Marked(Clip clip, TextQuery wanted) => clip with
    {
        Matches = ranker.MarkMatches(wanted, clip.Caption),
        HasEveryWord = wanted.Wanted.All(clause => ranker.MarkMatches(new TextQuery([clause], []), clip.Caption).Count > 0),
    };

    /// <param name="chosen">The media that may be found with the paths to show; null for any.</param>
    /// <param name="choose">Leaves hits out, or raises them.</param>
    private ClipPage FindPage(TextQuery query, IReadOnlyDictionary<long, string>? chosen, Func<IReadOnlyList<TextHit>, IReadOnlyList<TextHit>> choose)
    {
        var only = chosen?.Keys.ToHashSet();
        var paths = new Dictionary<long, string>(chosen ?? new Dictionary<long, string>());
        var kept = new List<TextHit>();
        var finished = new HashSet<long>();
        var ranking = ranker.For(query, only);
        for (var round = 1; ; round++)
        {
            var found = ranking.Take(_options.Depth, finished);
            AddPaths(found, paths);
            var clips = _joiner.Join(choose([.. kept, .. found.Where(hit => paths.ContainsKey(hit.Document.MediaId))]));
            var page = ClipPage.Build(clips, paths, _options);
            if (found.Count < _options.Depth || page.Clips.Count >= _options.Limit || round == Rounds)
                return page;

            var more = FinishedMedia(found, clips, paths);
            if (more.Count == 0)
                return page;
            finished.UnionWith(more);
            kept.AddRange(found.Where(hit => more.Contains(hit.Document.MediaId) && paths.ContainsKey(hit.Document.MediaId)));
        }
    }

    /// <summary>
    /// Each part is looked for, by its words, in the media that have the parts before it. By meaning every window is a little like every
    /// part: any two windows would be an answer.
    /// </summary>
    private ClipPage FindMoments(SearchQuery query, IReadOnlyDictionary<long, string>? chosen, JudgedHits judged)
    {
        var only = chosen?.Keys.ToHashSet();
        var paths = new Dictionary<long, string>(chosen ?? new Dictionary<long, string>());
        var found = new List<IReadOnlyList<TextHit>>();
        foreach (var part in query.Parts)
        {
            var hits = ranker.ByWords(part.Text, MomentDepth, only);
            found.Add(hits);
            only = [.. hits.Select(hit => hit.Document.MediaId)];
        }

        AddPaths(found[^1], paths);
        return ClipPage.Build(judged.Apply(MomentJoiner.Join([.. query.Parts.Skip(1).Select(part => part.Link!)], found)), paths, _options);
    }

    /// <summary>Media that more hits would not help: those that are not there, and those with as many clips as a page shows.</summary>
    private HashSet<long> FinishedMedia(
        IReadOnlyList<TextHit> found, IReadOnlyList<JoinedClip> clips, Dictionary<long, string> paths)
    {
        var finished = found.Select(hit => hit.Document.MediaId).Where(media => !paths.ContainsKey(media)).ToHashSet();
        var full = clips.CountBy(clip => clip.Best.Document.MediaId).Where(media => media.Value >= _options.ClipsPerMedia);
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
