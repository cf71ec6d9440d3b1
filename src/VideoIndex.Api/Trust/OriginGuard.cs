using Microsoft.AspNetCore.Http;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>
/// Refuses requests that pages of other sites make: they could start work here with the owner's rights, or find out what videos there are.
/// Programs that are no browsers send neither header and are let through to the token.
/// </summary>
internal sealed class OriginGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => IsOurs(context.Request)
        ? next(context)
        : Problems.WriteAsync(context, StatusCodes.Status403Forbidden, new VideoIndexException(ErrorCodes.ForeignOrigin,
            "a page of another site asked for this", "open this server's own page"));

    internal static bool IsOurs(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count > 0)
            return string.Equals(origin.ToString(), $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        // A link that somebody clicked may come from anywhere; a picture, a script or a film inside another page may not.
        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
            || (request.Headers["Sec-Fetch-Mode"] == "navigate" && HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Dest"] == "document");
    }
}
