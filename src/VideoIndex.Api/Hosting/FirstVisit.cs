using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace VideoIndex.Api;

/// <summary>
/// Opens the page in place of the first visitor when a server starts: the runtime compiles what a request passes when the first one does, and
/// that kept a browser waiting for a third of a second and more. No connection is made, and where a token is needed it gets no further than that.
/// </summary>
internal static class FirstVisit
{
    /// <summary>What a page asks for first.</summary>
    internal static readonly string[] Asked = ["/", "/style.css", "/js/main.js", "/api/media", "/api/libraries", "/api/saved-searches"];

    /// <summary>Lets a server make it once it has started, beside what it does.</summary>
    /// <param name="app">All that a request passes is in its place.</param>
    public static void When(WebApplication app)
    {
        var pipeline = ((IApplicationBuilder)app).Build();
        app.Lifetime.ApplicationStarted.Register(() => Task.Run(() => MakeAsync(pipeline, app.Services, app.Lifetime.ApplicationStopping)));
    }

    /// <returns>The status of each answer.</returns>
    internal static async Task<IReadOnlyList<int>> MakeAsync(RequestDelegate pipeline, IServiceProvider services, CancellationToken cancel)
    {
        var statuses = new List<int>();
        foreach (var path in Asked)
        {
            if (cancel.IsCancellationRequested)
                break;
            await using var scope = services.CreateAsyncScope();
            var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancel };
            context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
            context.Connection.RemoteIpAddress = IPAddress.Loopback;
            (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) = (HttpMethods.Get, "http", new HostString("localhost"), path);
            context.Request.Headers.AcceptEncoding = "gzip, br";
            await pipeline(context);
            statuses.Add(context.Response.StatusCode);
        }

        return statuses;
    }
}
