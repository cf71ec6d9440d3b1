using Microsoft.AspNetCore.Http;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Refuses what is given twice where one is expected: nobody knows which of them is meant.</summary>
internal sealed class OneOfEach(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        foreach (var (name, values) in context.Request.Query)
        {
            if (values.Count > 1 && BadRequests.Takes(context.GetEndpoint()).Any(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && !one.Type.IsArray))
                throw new VideoIndexException(ErrorCodes.BadOption, $"`{name}` is given {values.Count} times, expected once", BadRequests.Hint);
        }

        return next(context);
    }
}
