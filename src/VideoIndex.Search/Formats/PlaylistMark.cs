using System.Globalization;
using System.Text;
using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>
/// What a track of a playlist says of where it comes from, so that the playlist can come back reordered or shortened: the search, the
/// track's place in its answer, and the clips around it, those that were taken out among them. Pure.
/// </summary>
/// <remarks>
/// It stands in an option of the track. Tried with VLC 3.0: a playlist that VLC saves keeps every option of a track, and VLC passes over one
/// whose name it does not know; title and lengths become those of the files. A mark names the clips of its own stretch of the answer only:
/// with all of a long answer in each track, a playlist would grow with its square.
/// </remarks>
/// <param name="CatalogId">Whose ids of media these are.</param>
/// <param name="Place">From 1, in the playlist as it was written.</param>
/// <param name="Total">Tracks of that playlist.</param>
/// <param name="Stretch">The clips of this stretch, in their order; the first has the place <see cref="First"/>.</param>
internal sealed record PlaylistMark(string CatalogId, string Query, int Place, int Total, IReadOnlyList<MarkedClip> Stretch)
{
    private const string Name = "videoindex=";

    /// <summary>A page of clips is one stretch; its list has some 600 characters.</summary>
    private const int StretchLength = 32;

    /// <summary>As many as a search gives.</summary>
    private const int MostTracks = 1_000;

    private const int LongestQuery = 2_000;

    /// <summary>The place of the first clip of the stretch.</summary>
    public int First => FirstOf(Place);

    /// <summary>The option for a track of a result; null when the playlist could not come back.</summary>
    /// <param name="index">The track's, from 0.</param>
    public static string? Option(SearchResult result, int index)
    {
        if (result.CatalogId is not { } catalog || result.Query.Length > LongestQuery || result.Clips.Count > MostTracks)
            return null;
        var option = new StringBuilder(Name).Append(CultureInfo.InvariantCulture,
            $"1/{catalog}/{Uri.EscapeDataString(result.Query)}/{index + 1}/{result.Clips.Count}/");
        return option.AppendJoin(',', result.Clips.Skip(FirstOf(index + 1) - 1).Take(StretchLength)
            .Select(clip => string.Create(CultureInfo.InvariantCulture, $"{clip.MediaId}:{clip.Span.StartMs}-{clip.Span.EndMs}"))).ToString();
    }

    /// <summary>Null for any other option, and for a mark that is not as we write it.</summary>
    public static PlaylistMark? TryParse(string option)
    {
        if (!option.StartsWith(Name, StringComparison.Ordinal) || option[Name.Length..].Split('/') is not ["1", { Length: > 0 and <= 64 } catalog, { Length: <= 9 * LongestQuery } query, var place, var total, var list])
            return null;
        if (!TryCount(place, out var at) || !TryCount(total, out var all) || at > all)
            return null;
        var clips = list.Split(',', StretchLength + 1).Select(MarkedClip.TryParse).OfType<MarkedClip>().ToList();
        return clips.Count == Math.Min(StretchLength, all - FirstOf(at) + 1) ? new PlaylistMark(catalog, Uri.UnescapeDataString(query), at, all, clips) : null;
    }

    private static int FirstOf(int place) => (place - 1) / StretchLength * StretchLength + 1;

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= MostTracks;
}
