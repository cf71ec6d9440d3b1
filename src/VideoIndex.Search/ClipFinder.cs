using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.TextIndex;

namespace VideoIndex.Search;

/// <summary>Finds clips for what a person typed. Safe for use by many threads, as its two readers are.</summary>
public sealed class ClipFinder(CatalogReader catalog, TextIndexReader index, SearchOptions options)
{
    /// <summary>Rounds of looking past media that fill the hits without adding to the page: a thousand hours of one camera.</summary>
    private const int Rounds = 4;

    private readonly SearchOptions _options = options.Validated();
    private readonly ClipJoiner _joiner = new(options);

    /// <exception cref="VideoIndexException"><c>bad_query</c></exception>
    public SearchResult Find(string query)
    {
        var page = FindPage(QueryParser.Parse(query));
        var windows = catalog.Windows();
        return new SearchResult(query, page.Clips, windows.Searched, windows.Pending) { LeftOut = page.LeftOut };
    }

    private ClipPage FindPage(TextQuery query)
    {
        var paths = new Dictionary<long, string>();
        var kept = new List<TextHit>();
        var finished = new HashSet<long>();
        for (var round = 1; ; round++)
        {
            var found = index.Search(query, _options.Depth, finished);
            AddPaths(found, paths);
            var clips = _joiner.Join([.. kept, .. found.Where(hit => paths.ContainsKey(hit.Document.MediaId))]);
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
