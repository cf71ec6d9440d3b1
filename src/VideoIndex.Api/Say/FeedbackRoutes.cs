using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>What people say about clips.</summary>
internal static class FeedbackRoutes
{
    private const int LongestQuery = 2_000;

    public static NoContent Judge(FeedbackRequest request, ServeParts parts, MediaFiles files)
    {
        var length = (long)files.Row(request.MediaId).Duration.TotalMilliseconds;
        if (request.StartMs < 0 || request.EndMs <= request.StartMs || request.StartMs >= length)
            throw new VideoIndexException(ErrorCodes.BadOption, $"start_ms is `{request.StartMs}` and end_ms `{request.EndMs}`, expected a span in 0 to {length}", "take them from a clip of the search");
        if (request.Query is not { Length: <= LongestQuery })
            throw new VideoIndexException(ErrorCodes.BadQuery, $"query is missing or longer than {LongestQuery} characters", "give the words that were searched for");
        parts.Editor.Judge(request.Query, [new Judgement(request.MediaId, TimeRange.FromMs(request.StartMs, request.EndMs), request.Right)]);
        return TypedResults.NoContent();
    }
}
