using System.Text;
using System.Text.RegularExpressions;
using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VideoIndex.Worker;

namespace VideoIndex.Cli.Serve;

/// <summary>Hangfire's own page about jobs, to look at only. Who may see it was decided before it is asked.</summary>
internal sealed partial class JobsPage(JobBoard board)
{
    private const string Home = "/jobs";

    private static readonly DashboardOptions Options = new()
    {
        AppPath = "/",
        DashboardTitle = "VideoIndex jobs",
        DisplayStorageConnectionString = false,
        IgnoreAntiforgeryToken = true, // the server refuses other sites' requests itself, and nothing here changes anything
        IsReadOnlyFunc = _ => true,
    };

    public async Task AnswerAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Headers.Origin.Count == 0)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        context.Request.Path = "/" + context.GetRouteValue("rest");
        context.Request.PathBase = Home;
        var found = DashboardRoutes.Routes.FindDispatcher(context.Request.Path);
        if (found is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await WriteAsync(context, found);
    }

    /// <summary>Pages come with styles inside their elements, which our pages may not have: those are left out, the style sheets do.</summary>
    private async Task WriteAsync(HttpContext context, Tuple<IDashboardDispatcher, Match> found)
    {
        var sent = context.Response.Body;
        using var page = new MemoryStream();
        context.Response.Body = page;
        try
        {
            await board.LookAsync(jobs => found.Item1.Dispatch(new AspNetCoreDashboardContext(jobs, Options, context) { UriMatch = found.Item2 }));
        }
        finally
        {
            context.Response.Body = sent;
        }

        var isPage = context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true;
        var bytes = isPage ? Encoding.UTF8.GetBytes(StyleInside().Replace(Encoding.UTF8.GetString(page.ToArray()), "")) : page.ToArray();
        context.Response.ContentLength = null;
        await sent.WriteAsync(bytes, context.RequestAborted);
    }

    [GeneratedRegex(" style=\"[^\"]*\"")]
    private static partial Regex StyleInside();
}
