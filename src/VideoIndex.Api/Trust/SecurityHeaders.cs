using Microsoft.AspNetCore.Http;

namespace VideoIndex.Api;

/// <summary>Tells browsers what pages of this server may do: nothing from elsewhere, nothing inline, never inside another's page.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Pictures and films that a page makes itself (blob:) are its own.</summary>
    public const string Policy =
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        Put(context.Response.Headers);
        return next(context);
    }

    public static void Put(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin"; // with none at all, browsers send forms with `Origin: null`, and nobody could sign in
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "private, no-cache";
    }
}
