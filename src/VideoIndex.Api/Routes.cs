using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace VideoIndex.Api;

/// <summary>Every address of the server, and who may ask for it.</summary>
internal static class Routes
{
    public static void Map(IEndpointRouteBuilder server)
    {
        var app = server.MapGroup("").AnswersHead();
        app.MapGet("/health", () => TypedResults.Ok(new HealthAnswer("ok"))).WithSummary("that the server is there").Needs(Scope.Nobody);
        app.MapGet("/sign-in", SignInPage.Show).Needs(Scope.Nobody).ExcludeFromDescription();
        app.MapGet("/sign-in.css", SignInPage.Style).Needs(Scope.Nobody).ExcludeFromDescription();
        app.MapPost("/sign-in", SignInPage.SignInAsync).Needs(Scope.Nobody).ExcludeFromDescription();
        app.MapPost("/sign-out", SignInPage.SignOut).Needs(Scope.Nobody).ExcludeFromDescription();
        MapApi(app.MapGroup("/api").Needs(Scope.Search).ProducesProblem(400).ProducesProblem(401).ProducesProblem(404));
        app.MapGet("/live/{query}.xspf", SearchRoutes.Live).WithSummary("a standing search: a playlist of what is found when it is opened").NeedsSearchAlsoInAddress().Produces(200, contentType: Playlists.XspfType).ProducesProblem(400).ProducesProblem(404);
        server.MapMcp("/mcp").Needs(Scope.Search).ExcludeFromDescription();
        app.MapPrometheusScrapingEndpoint("/metrics").Needs(Scope.Search).ExcludeFromDescription();
        app.MapOpenApi("/openapi/{documentName}.json").Needs(Scope.Search);
        if (server.ServiceProvider.GetRequiredService<ServeParts>().JobsPage is { } jobs)
            server.MapMethods("/jobs/{**rest}", ["GET", "POST"], jobs).Needs(Scope.Admin).ExcludeFromDescription();
        MapPage(app);
    }

    private static void MapApi(RouteGroupBuilder api)
    {
        api.MapGet("/search", SearchRoutes.Find).WithSummary("clips for a query").AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapGet("/similar", SearchRoutes.Similar).WithSummary("clips like the one at a place of a media").AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapGet("/search.xspf", SearchRoutes.Xspf).WithSummary("the clips as a playlist for VLC").NeedsSearchAlsoInAddress().Produces(200, contentType: Playlists.XspfType);
        api.MapGet("/search.m3u8", SearchRoutes.M3u).WithSummary("the clips as an M3U playlist").NeedsSearchAlsoInAddress().Produces(200, contentType: Playlists.M3uType);
        api.MapGet("/tracks", SearchRoutes.Tracks).WithSummary("the clips as a playlist in JSON").NeedsSearchAlsoInAddress();
        api.MapGet("/search.csv", SearchRoutes.Csv).WithSummary("the clips as a table").Produces(200, contentType: "text/csv");
        api.MapGet("/media", MediaRoutes.List).WithSummary("the media there are, by name").AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapGet("/media/{id:long}", MediaRoutes.Show).WithSummary("a media").AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapGet("/media/{id:long}/windows", MediaRoutes.Windows).WithSummary("what is seen and said in a media, in order of time").AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapGet("/media/{id:long}/thumbnail", WatchRoutes.ThumbnailAsync).WithSummary("a picture of a media").Produces(200, contentType: "image/jpeg").ProducesProblem(503);
        api.MapGet("/media/{id:long}/stream", WatchRoutes.StreamAsync).WithSummary("a media as a browser can play it").NeedsSearchAlsoInAddress().Produces(200, contentType: "video/mp4").ProducesProblem(503);
        api.MapGet("/media/{id:long}/file", WatchRoutes.FileAsync).WithSummary("the file of a media, any range of it").NeedsSearchOrPass().Produces(200, contentType: "video/mp4");
        api.MapGet("/media/{id:long}/clip.mp4", WatchRoutes.ClipAsync).WithSummary("a part of a media, cut out").NeedsSearchAlsoInAddress().Produces(200, contentType: "video/mp4").ProducesProblem(503);
        api.MapPost("/media/{id:long}/ask", AskRoutes.Ask).WithSummary("a question about a media; the answer comes as events").Produces<AskAnswer>(200, "text/event-stream").ProducesProblem(503);
        api.MapPut("/media/{id:long}/windows/{start_ms:long}/correction", CorrectionRoutes.Correct).WithSummary("puts a caption right").Needs(Scope.Admin).ProducesProblem(403).ProducesProblem(409);
        api.MapDelete("/media/{id:long}/windows/{start_ms:long}/correction", CorrectionRoutes.Undo).WithSummary("takes a correction back").Needs(Scope.Admin).ProducesProblem(403).ProducesProblem(409);
        api.MapGet("/saved-searches", SavedSearchRoutes.List).WithSummary("the searches that have a name").AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapPut("/saved-searches/{name}", SavedSearchRoutes.Save).WithSummary("keeps a search under a name").Needs(Scope.Admin).ProducesProblem(403);
        api.MapDelete("/saved-searches/{name}", SavedSearchRoutes.Remove).WithSummary("forgets a saved search").Needs(Scope.Admin).ProducesProblem(403);
        api.MapPost("/feedback", FeedbackRoutes.Judge).WithSummary("says whether a clip answers a query").Needs(Scope.Admin).ProducesProblem(403).ProducesProblem(409);
        api.MapPost("/sign-in-links", SignInLinks.Make).WithSummary("a link that signs a phone in, with its picture").Needs(Scope.Admin).ProducesProblem(403);
        api.MapGet("/libraries", IndexingRoutes.Libraries).WithSummary("the folders, and the files that failed").AddEndpointFilter<RouteHandlerBuilder, TagFilter>();
        api.MapGet("/folders", FolderRoutes.List).WithSummary("the folders of this machine, to choose one from").Needs(Scope.Admin).ProducesProblem(403);
        api.MapPost("/libraries", IndexingRoutes.Add).WithSummary("adds a folder and indexes it").Needs(Scope.Admin).ProducesProblem(403).ProducesProblem(409);
        api.MapPost("/libraries/estimate", IndexingRoutes.EstimateAsync).WithSummary("says what indexing a folder would cost").Needs(Scope.Admin).ProducesProblem(403).ProducesProblem(503);
        api.MapPost("/libraries/index", IndexingRoutes.Run).WithSummary("looks for new files in all folders").Needs(Scope.Admin).ProducesProblem(403).ProducesProblem(409);
        api.MapGet("/jobs", IndexingRoutes.Follow).WithSummary("how far the work is, as events").AnswersNoHead();
        api.MapPost("/jobs/stop", IndexingRoutes.Stop).WithSummary("stops the work; what is finished is kept").Needs(Scope.Admin).ProducesProblem(403);
    }

    private static void MapPage(IEndpointRouteBuilder app)
    {
        var page = new PageFiles();
        foreach (var address in page.Addresses)
            app.MapGet(address == "/index.html" ? "/" : address, PageFiles.Answer(address)).Needs(Scope.Search).ExcludeFromDescription();
        app.MapGet("/{*path}", page.Missing).WithOrder(int.MaxValue).Needs(Scope.Search).ExcludeFromDescription();
    }
}
