using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace VideoIndex.Api;

/// <summary>
/// HEAD wherever there is GET: players and downloaders ask how long a file is, and whether parts of it can be had, before they ask for it. It is the
/// same route, so whoever may not GET may not HEAD.
/// </summary>
internal static class HeadToo
{
    /// <summary>The web server leaves the body out by itself; a route whose body never ends says <see cref="AnswersNoHead"/>.</summary>
    public static T AnswersHead<T>(this T routes) where T : IEndpointConventionBuilder
    {
        routes.Finally(route =>
        {
            var told = route.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault();
            if (told?.HttpMethods is ["GET"] && !route.Metadata.OfType<NoHead>().Any())
                route.Metadata[route.Metadata.IndexOf(told)] = new HttpMethodMetadata(["GET", "HEAD"]);
        });
        return routes;
    }

    /// <summary>For events: nobody waits for the end of them without reading any.</summary>
    public static T AnswersNoHead<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new NoHead());

    private sealed record NoHead;
}
