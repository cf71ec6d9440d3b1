using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>A place whose like is looked for, and which page of it.</summary>
public sealed record SimilarRequest
{
    /// <summary>A thousand hours: longer than any film.</summary>
    private const long LongestMs = 3_600_000_000;

    [FromQuery(Name = "media"), Description("the media's id")]
    public required long Media { get; init; }

    [FromQuery(Name = "at_ms"), Description("where in it, from its beginning")]
    public required long AtMs { get; init; }

    [FromQuery(Name = "limit"), Description("clips on a page, 1 to 200")]
    public int? Limit { get; init; }

    [FromQuery(Name = "offset"), Description("clips before this page")]
    public int? Offset { get; init; }

    /// <exception cref="VideoIndexException">not_found, bad_option, nothing_indexed</exception>
    internal FoundClips FindIn(LiveIndex index)
    {
        if (AtMs is < 0 or > LongestMs)
            throw new VideoIndexException(ErrorCodes.BadOption, $"at_ms is `{AtMs}`, expected 0 to {LongestMs}");
        var page = Paging.Check(Limit, Offset, new SearchOptions().Limit, 200);
        return SearchRequest.Page(index.FindLike(Media, TimeSpan.FromMilliseconds(AtMs), new SearchOptions { Limit = SearchRequest.Reach(page) }), page);
    }
}
