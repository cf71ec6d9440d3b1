using System.Globalization;
using Microsoft.AspNetCore.Http;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Lets through who may do what the route does: known by a token in a header, in the cookie of the sign-in page, or in the address.</summary>
/// <remarks>A token that let somebody in is a feature of the request from then on.</remarks>
internal sealed class TokenGuard(RequestDelegate next, ServeOptions options, TokenFile tokens, MediaPasses passes)
{
    public const string Cookie = "videoindex";

    // Set by proxies. Behind one every request seems to come from this machine, so that loopback says nothing about who asks.
    private static readonly string[] ProxyHeaders = ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via"];

    public Task InvokeAsync(HttpContext context)
    {
        var route = context.GetEndpoint();
        var needs = route?.Metadata.GetMetadata<NeedsScope>() ?? new NeedsScope(route is null ? Scope.Search : Scope.Admin);
        if (needs.Scope == Scope.Nobody)
            return next(context);
        var has = HasPass(context.Request, needs.InAddress) ? Scope.Search : ScopeOf(context, needs.InAddress);
        if (has >= needs.Scope)
            return next(context);
        return has == Scope.Nobody ? AskAsync(context) : Problems.WriteAsync(context, StatusCodes.Status403Forbidden,
            new VideoIndexException(ErrorCodes.NotAllowed, "this token may only search", "make another with `videoindex token create --name me --scope admin`"));
    }

    private bool HasPass(HttpRequest request, InAddress inAddress) => inAddress == InAddress.TokenOrPass
        && request.Query.TryGetValue("pass", out var pass) && request.RouteValues["id"] is string id
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var media) && passes.Opens(pass.ToString(), media);

    private Scope ScopeOf(HttpContext context, InAddress inAddress)
    {
        var request = context.Request;
        if (GivenToken(request, inAddress) is { } token)
            return Known(context, token);
        if (options.IsLoopback && !options.RequireToken && !ProxyHeaders.Any(request.Headers.ContainsKey))
            return Scope.Admin; // whatever cookie another server on this machine may have left
        return request.Cookies[Cookie] is { } kept ? Known(context, kept) : Scope.Nobody;
    }

    private Scope Known(HttpContext context, string token)
    {
        var found = tokens.Find(token);
        context.Features.Set(found);
        return found?.Scope ?? Scope.Nobody;
    }

    /// <summary>Given on purpose: when it is wrong, nothing else counts.</summary>
    private static string? GivenToken(HttpRequest request, InAddress inAddress)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return header["Bearer ".Length..].Trim();
        return inAddress != InAddress.Nothing && request.Query.TryGetValue("token", out var token) ? token.ToString() : null;
    }

    private static Task AskAsync(HttpContext context)
    {
        var looks = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var isPage = looks && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        if (isPage)
        {
            context.Response.Redirect("/sign-in");
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(context, StatusCodes.Status401Unauthorized, new VideoIndexException(ErrorCodes.TokenNeeded,
            "a token is needed", "make one on the server's machine with `videoindex token create --name phone --scope search`"));
    }
}
