using System.Globalization;
using Microsoft.AspNetCore.Http;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>
/// Where a player finds a clip's file: by its own path where the asker's disk has it, else on this server as the asker reached it. There the file itself
/// is given, not what a browser would need: players read everything, and jump to a second only in a file that they can ask for ranges of.
/// </summary>
internal sealed class TrackAddresses(ServeOptions options, MediaPasses passes)
{
    private const int MostMaps = 20;

    /// <param name="map">As <c>--path-map</c>, in its place; an empty one: everything comes from this server.</param>
    /// <exception cref="VideoIndexException">bad_option</exception>
    public Func<Clip, string> For(HttpContext context, string[]? map)
    {
        var maps = map is null or [] ? options.PathMaps : ReadMaps([.. map.Where(text => text.Length > 0)]);
        return clip => maps.Select(each => each.AddressOf(clip.Path)).FirstOrDefault(address => address is not null) ?? OnServer(context, clip.MediaId);
    }

    /// <exception cref="VideoIndexException">bad_option</exception>
    private static IReadOnlyList<PathMap> ReadMaps(IReadOnlyList<string> maps)
    {
        if (maps.Count > MostMaps)
            throw new VideoIndexException(ErrorCodes.BadOption, $"{maps.Count} path maps are given, expected at most {MostMaps}");
        return [.. maps.Select(PathMap.Parse)];
    }

    /// <summary>The asker's token stays out of it: playlists are kept, mailed and shown.</summary>
    private string OnServer(HttpContext context, long media)
    {
        var pass = context.Features.Get<AccessToken>() is { } token ? "?pass=" + passes.Write(token, media) : "";
        return string.Create(CultureInfo.InvariantCulture, $"{context.Request.Scheme}://{context.Request.Host}/api/media/{media}/file{pass}");
    }
}
