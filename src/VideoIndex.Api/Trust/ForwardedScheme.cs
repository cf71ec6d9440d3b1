using Microsoft.AspNetCore.Http;

namespace VideoIndex.Api;

/// <summary>
/// Behind a proxy with TLS addresses begin with https: the origin of our own page, the tracks of playlists, the cookie. Only that is believed, and nobody
/// gets more by it: a page of another site cannot set the header.
/// </summary>
internal sealed class ForwardedScheme(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers["X-Forwarded-Proto"] == "https")
            context.Request.Scheme = "https";
        return next(context);
    }
}
