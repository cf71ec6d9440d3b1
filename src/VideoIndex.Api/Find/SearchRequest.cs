using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>What is looked for, and which page of it.</summary>
public sealed record SearchRequest
{
    [FromQuery(Name = "q"), Description("as `videoindex search` takes it: words, \"exact phrases\", -without, in:folder, corner THEN goal")]
    public required string Query { get; init; }

    [FromQuery(Name = "limit"), Description("clips on a page, 1 to 200")]
    public int? Limit { get; init; }

    [FromQuery(Name = "offset"), Description("clips before this page")]
    public int? Offset { get; init; }

    [FromQuery(Name = "in"), Description("only files whose path holds this text, in any case of letters")]
    public string? In { get; init; }

    /// <summary>The page asked for; ranks count from the first clip of all.</summary>
    /// <exception cref="VideoIndexException">bad_query, bad_option, nothing_indexed</exception>
    internal FoundClips FindIn(LiveIndex index) => FindIn(index, new SearchOptions());

    /// <summary>As <see cref="FindIn(LiveIndex)"/>, for a playlist, which can fold nothing up.</summary>
    internal FoundClips FindEachIn(LiveIndex index) => FindIn(index, new SearchOptions { CollapsesAlike = false });

    /// <summary>The last clip that a page shows, counted from the first of all.</summary>
    /// <exception cref="VideoIndexException">bad_option</exception>
    internal static int Reach((int Limit, int Offset) page) => page.Offset + page.Limit <= SearchOptions.MostClips ? page.Offset + page.Limit
        : throw new VideoIndexException(ErrorCodes.BadOption, $"offset and limit reach to `{page.Offset + page.Limit}`, expected at most {SearchOptions.MostClips}", "use more telling words");

    internal static FoundClips Page(FoundClips found, (int Limit, int Offset) page)
    {
        var clips = found.Result.Clips.Skip(page.Offset).Take(page.Limit).ToList();
        var left = found.Result.LeftOut.Where(left => clips.Any(clip => clip.MediaId == left.MediaId));
        return found with { Result = found.Result with { Clips = clips, LeftOut = [.. left] } };
    }

    private FoundClips FindIn(LiveIndex index, SearchOptions options)
    {
        var page = Paging.Check(Limit, Offset, options.Limit, 200);
        var reach = Reach(page);
        if (In is { Length: > 500 })
            throw new VideoIndexException(ErrorCodes.BadOption, $"in has {In.Length} characters, expected at most 500");
        // Who asks for some files wants all of them: that is where a list that was cut short for other files goes on.
        var narrowed = string.IsNullOrWhiteSpace(In) ? options : options with { In = In.Trim(), ClipsPerMedia = SearchOptions.MostClips };
        return Page(index.Find(Query, narrowed with { Limit = reach }), page);
    }
}
