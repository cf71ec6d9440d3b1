using Microsoft.AspNetCore.Http;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Lets through who may do what the route does: known by a token in a header, in the cookie of the sign-in page, or in the address.</summary>
internal sealed class TokenGuard(RequestDelegate next, ServeOptions options, TokenFile tokens)
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
        var has = ScopeOf(context.Request, needs.TokenInAddress);
        if (has >= needs.Scope)
            return next(context);
        return has == Scope.Nobody ? AskAsync(context) : Problems.WriteAsync(context, StatusCodes.Status403Forbidden,
            new VideoIndexException(ErrorCodes.NotAllowed, "this token may only search", "make another with `videoindex token create --name me --scope admin`"));
    }

    internal Scope ScopeOf(HttpRequest request, bool tokenInAddress)
    {
        if (GivenToken(request, tokenInAddress) is { } token)
            return tokens.Check(token);
        if (options.IsLoopback && !options.RequireToken && !ProxyHeaders.Any(request.Headers.ContainsKey))
            return Scope.Admin; // whatever cookie another server on this machine may have left
        return request.Cookies[Cookie] is { } kept ? tokens.Check(kept) : Scope.Nobody;
    }

    /// <summary>Given on purpose: when it is wrong, nothing else counts.</summary>
    private static string? GivenToken(HttpRequest request, bool tokenInAddress)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return header["Bearer ".Length..].Trim();
        return tokenInAddress && request.Query.TryGetValue("token", out var inAddress) ? inAddress.ToString() : null;
    }

    private static Task AskAsync(HttpContext context)
    {
        var isPage = HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
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
