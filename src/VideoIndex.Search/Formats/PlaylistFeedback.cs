using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>What a person said with a playlist that came back: kept tracks are right, in the order they were put in, removed ones wrong. Pure.</summary>
/// <param name="Query">What was searched for.</param>
/// <param name="CatalogId">Whose ids of media the judgements hold.</param>
/// <param name="Foreign">Tracks that were in no playlist of a search.</param>
/// <param name="NotTold">Clips that were removed together with all around them: the playlist does not tell any more which they were.</param>
public sealed record PlaylistFeedback(string Query, string CatalogId, IReadOnlyList<Judgement> Judgements, int Foreign, int NotTold)
{
    /// <exception cref="VideoIndexException"><c>bad_option</c>: it is no playlist, or none of one search.</exception>
    public static PlaylistFeedback Read(Stream xspf)
    {
        var tracks = XspfReader.ReadMarks(xspf);
        var marks = tracks.OfType<PlaylistMark>().DistinctBy(mark => (mark.CatalogId, mark.Query, mark.Total, mark.Place)).ToList();
        if (marks.Count == 0)
            throw new VideoIndexException(ErrorCodes.BadOption, $"none of the {tracks.Count} tracks of the playlist comes from a search of videoindex",
                "make it with `videoindex search ... -o FILE.xspf` or open it from the server, change it in VLC, and save it there as XSPF");
        if (marks.DistinctBy(mark => (mark.CatalogId, mark.Query, mark.Total)).Count() > 1)
            throw new VideoIndexException(ErrorCodes.BadOption,
                $"the playlist holds tracks of several searches: {string.Join(", ", marks.Select(mark => $"`{mark.Query}`").Distinct().Take(3))}", "save the playlist of each search by itself");
        var clips = Clips(marks);
        return new PlaylistFeedback(marks[0].Query, marks[0].CatalogId, Judge(marks, clips), tracks.Count(track => track is null), marks[0].Total - clips.Count);
    }

    /// <summary>Every clip that the marks name, by its place in the playlist as it was written.</summary>
    private static SortedDictionary<int, MarkedClip> Clips(List<PlaylistMark> marks)
    {
        var clips = new SortedDictionary<int, MarkedClip>();
        foreach (var mark in marks)
            for (var i = 0; i < mark.Stretch.Count; i++)
                if (!clips.TryAdd(mark.First + i, mark.Stretch[i]) && clips[mark.First + i] != mark.Stretch[i])
                    throw new VideoIndexException(ErrorCodes.BadOption, $"the playlist holds tracks of several answers to `{mark.Query}`", "save each playlist by itself");
        return clips;
    }

    private static IReadOnlyList<Judgement> Judge(List<PlaylistMark> kept, SortedDictionary<int, MarkedClip> clips)
    {
        var right = kept.Select((mark, order) => new Judgement(clips[mark.Place].MediaId, clips[mark.Place].Span, IsRight: true, order + 1));
        var places = kept.Select(mark => mark.Place).ToHashSet();
        var wrong = clips.Where(clip => !places.Contains(clip.Key)).Select(clip => new Judgement(clip.Value.MediaId, clip.Value.Span, IsRight: false));
        return [.. right, .. wrong];
    }
}
