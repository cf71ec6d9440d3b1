using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>A playlist for programs that read JSON better than XSPF, as VLC's scripts do.</summary>
public sealed record TracksAnswer(string Query, IReadOnlyList<TrackAnswer> Tracks)
{
    internal static TracksAnswer From(SearchResult result, Func<Clip, string> location) => new(
        result.Query, [.. result.Clips.Where(clip => clip.HasFile)
            .Select(clip => new TrackAnswer(location(clip), PlaylistText.Title(clip), clip.Span.StartMs, clip.Span.EndMs))]);
}

/// <summary>A part of a film to play. <paramref name="Title"/> is other people's text.</summary>
/// <param name="Location">Address of the file, for a player.</param>
public sealed record TrackAnswer(string Location, string Title, long StartMs, long EndMs);
