using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace VideoIndex.Api;

/// <summary>Every address of the server, and who may ask for it.</summary>
internal static class Routes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health", () => TypedResults.Ok(new HealthAnswer("ok"))).Needs(Scope.Nobody);
        app.MapGet("/sign-in", SignInPage.Show).Needs(Scope.Nobody).ExcludeFromDescription();
        app.MapGet("/sign-in.css", SignInPage.Style).Needs(Scope.Nobody).ExcludeFromDescription();
        app.MapPost("/sign-in", SignInPage.SignInAsync).Needs(Scope.Nobody).ExcludeFromDescription();
        app.MapPost("/sign-out", SignInPage.SignOut).Needs(Scope.Nobody).ExcludeFromDescription();
        MapApi(app.MapGroup("/api").Needs(Scope.Search).ProducesProblem(400).ProducesProblem(401).ProducesProblem(404));
        app.MapGet("/live/{query}.xspf", SearchRoutes.Live).NeedsSearchAlsoInAddress().Produces(200, contentType: Playlists.XspfType).ProducesProblem(400).ProducesProblem(404);
        app.MapMcp("/mcp").Needs(Scope.Search).ExcludeFromDescription();
        app.MapPrometheusScrapingEndpoint("/metrics").Needs(Scope.Search).ExcludeFromDescription();
        app.MapOpenApi("/openapi/{documentName}.json").Needs(Scope.Search);
        if (app.ServiceProvider.GetRequiredService<ServeParts>().JobsPage is { } jobs)
            app.MapMethods("/jobs/{**rest}", ["GET", "POST"], jobs).Needs(Scope.Admin).ExcludeFromDescription();
        MapPage(app);
    }

    private static void MapApi(RouteGroupBuilder api)
    {
        api.MapGet("/search", SearchRoutes.Find).AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapGet("/similar", SearchRoutes.Similar).AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapGet("/search.xspf", SearchRoutes.Xspf).NeedsSearchAlsoInAddress().Produces(200, contentType: Playlists.XspfType);
        api.MapGet("/search.m3u8", SearchRoutes.M3u).NeedsSearchAlsoInAddress().Produces(200, contentType: Playlists.M3uType);
        api.MapGet("/tracks", SearchRoutes.Tracks).NeedsSearchAlsoInAddress();
        api.MapGet("/search.csv", SearchRoutes.Csv).Produces(200, contentType: "text/csv");
        api.MapGet("/media", MediaRoutes.List).AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapGet("/media/{id:long}", MediaRoutes.Show).AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapGet("/media/{id:long}/windows", MediaRoutes.Windows).AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapGet("/media/{id:long}/thumbnail", WatchRoutes.ThumbnailAsync).Produces(200, contentType: "image/jpeg").ProducesProblem(503);
        api.MapGet("/media/{id:long}/stream", WatchRoutes.StreamAsync).NeedsSearchAlsoInAddress().Produces(200, contentType: "video/mp4").ProducesProblem(503);
        api.MapGet("/media/{id:long}/file", WatchRoutes.FileAsync).NeedsSearchOrPass().Produces(200, contentType: "video/mp4");
        api.MapGet("/media/{id:long}/clip.mp4", WatchRoutes.ClipAsync).NeedsSearchAlsoInAddress().Produces(200, contentType: "video/mp4").ProducesProblem(503);
        api.MapPost("/media/{id:long}/ask", AskRoutes.Ask).Produces<AskAnswer>(200, "text/event-stream").ProducesProblem(503);
        api.MapPut("/media/{id:long}/windows/{start_ms:long}/correction", CorrectionRoutes.Correct).Needs(Scope.Admin).ProducesProblem(403).ProducesProblem(409);
        api.MapDelete("/media/{id:long}/windows/{start_ms:long}/correction", CorrectionRoutes.Undo).Needs(Scope.Admin).ProducesProblem(403).ProducesProblem(409);
        api.MapGet("/saved-searches", SavedSearchRoutes.List).AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapPut("/saved-searches/{name}", SavedSearchRoutes.Save).Needs(Scope.Admin).ProducesProblem(403);
        api.MapDelete("/saved-searches/{name}", SavedSearchRoutes.Remove).Needs(Scope.Admin).ProducesProblem(403);
        api.MapPost("/feedback", FeedbackRoutes.Judge).Needs(Scope.Admin).ProducesProblem(403).ProducesProblem(409);
        api.MapPost("/sign-in-links", SignInLinks.Make).Needs(Scope.Admin).ProducesProblem(403);
        api.MapGet("/libraries", IndexingRoutes.Libraries).AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapPost("/libraries", IndexingRoutes.Add).Needs(Scope.Admin).ProducesProblem(403).ProducesProblem(409);
        api.MapPost("/libraries/estimate", IndexingRoutes.EstimateAsync).Needs(Scope.Admin).ProducesProblem(403).ProducesProblem(503);
        api.MapPost("/libraries/index", IndexingRoutes.Run).Needs(Scope.Admin).ProducesProblem(403).ProducesProblem(409);
        api.MapGet("/jobs", IndexingRoutes.Follow);
        api.MapPost("/jobs/stop", IndexingRoutes.Stop).Needs(Scope.Admin).ProducesProblem(403);
    }

    private static void MapPage(IEndpointRouteBuilder app)
    {
        var page = new PageFiles();
        foreach (var address in page.Addresses)
            app.MapGet(address == "/index.html" ? "/" : address, PageFiles.Answer(address)).Needs(Scope.Search).ExcludeFromDescription();
        app.MapGet("/{*path}", page.Missing).WithOrder(int.MaxValue).Needs(Scope.Search).ExcludeFromDescription();
    }
}
