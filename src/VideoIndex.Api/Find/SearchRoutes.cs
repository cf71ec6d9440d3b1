using System.ComponentModel;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace VideoIndex.Api;

/// <summary>What is found, as JSON and as files to open elsewhere.</summary>
internal static class SearchRoutes
{
    private const string PathMaps = "where the player has the files: /srv/films=Z:\\films; empty for all from this server";

    public static Ok<SearchAnswer> Find([AsParameters] SearchRequest request, LiveIndex index, Meters meters) => Answer(() => request.FindIn(index), meters);

    /// <summary>Clips like the one at a place.</summary>
    public static Ok<SearchAnswer> Similar([AsParameters] SimilarRequest request, LiveIndex index, Meters meters) => Answer(() => request.FindIn(index), meters);

    private static Ok<SearchAnswer> Answer(Func<FoundClips> find, Meters meters)
    {
        var start = Stopwatch.GetTimestamp();
        var found = find();
        var took = Stopwatch.GetElapsedTime(start);
        meters.Searched(took);
        return TypedResults.Ok(SearchAnswer.From(found, took));
    }

    public static Utf8ContentHttpResult Xspf([AsParameters] SearchRequest request, [Description(PathMaps)] string[]? map, LiveIndex index, TrackAddresses tracks, HttpContext context) =>
        Download(context, "xspf", Playlists.Xspf(request.FindEachIn(index).Result, tracks.For(context, map)), Playlists.XspfType);

    public static Utf8ContentHttpResult M3u([AsParameters] SearchRequest request, [Description(PathMaps)] string[]? map, LiveIndex index, TrackAddresses tracks, HttpContext context) =>
        Download(context, "m3u8", Playlists.M3u(request.FindEachIn(index).Result, tracks.For(context, map)), Playlists.M3uType);

    public static Utf8ContentHttpResult Csv([AsParameters] SearchRequest request, LiveIndex index, HttpContext context) =>
        Download(context, "csv", Playlists.Csv(request.FindEachIn(index).Result), "text/csv; charset=utf-8");

    /// <summary>A standing search: each opening shows what is found then. Players keep the address, so the words stand in it.</summary>
    public static Utf8ContentHttpResult Live(string query, int? limit, [Description(PathMaps)] string[]? map, LiveIndex index, TrackAddresses tracks, HttpContext context)
    {
        var result = new SearchRequest { Query = PathPart.Text(query), Limit = limit }.FindEachIn(index).Result;
        return TypedResults.Text(Playlists.Xspf(result, tracks.For(context, map)), Playlists.XspfType);
    }

    /// <summary>The tracks of such a playlist.</summary>
    public static Ok<TracksAnswer> Tracks([AsParameters] SearchRequest request, [Description(PathMaps)] string[]? map, LiveIndex index, TrackAddresses tracks, HttpContext context) =>
        TypedResults.Ok(TracksAnswer.From(request.FindEachIn(index).Result, tracks.For(context, map)));

    private static Utf8ContentHttpResult Download(HttpContext context, string extension, ReadOnlySpan<byte> content, string type)
    {
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"clips.{extension}\"";
        return TypedResults.Text(content, type);
    }
}
