namespace VideoIndex.Search;

/// <summary>Decides for one clip after another, the best first, whether a page shows it. For one page.</summary>
internal sealed class PageBuilder(SearchOptions options, AlikeRule alike)
{
    private readonly List<JoinedClip> _clips = [];
    private readonly List<List<JoinedClip>> _alike = [];
    private readonly Dictionary<long, int> _found = [];

    public IReadOnlyList<JoinedClip> Clips => _clips;

    /// <summary>Media with more clips than a page shows of one, in the order of their first clip.</summary>
    public IEnumerable<(long Media, int Clips)> LeftOut => _clips
        .Select(clip => clip.Best.Document.MediaId).Distinct()
        .Where(media => _found[media] > options.ClipsPerMedia)
        .Select(media => (media, _found[media] - options.ClipsPerMedia));

    /// <summary>Those for which the clip at a place stands, in their order.</summary>
    public IReadOnlyList<JoinedClip> Alike(int place) => _alike[place];

    public void Add(JoinedClip clip)
    {
        if (options.CollapsesAlike && alike.StandsFor(clip, _clips) is { } stands)
        {
            _alike[stands].Add(clip);
            return;
        }

        var media = clip.Best.Document.MediaId;
        _found[media] = _found.GetValueOrDefault(media) + 1;
        if (_found[media] > options.ClipsPerMedia || _clips.Count >= options.Limit)
            return;
        _clips.Add(clip);
        _alike.Add([]);
    }
}
