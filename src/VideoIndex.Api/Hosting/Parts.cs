using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using VideoIndex.Media;

namespace VideoIndex.Api;

/// <summary>What the server is made of.</summary>
internal static class Parts
{
    /// <summary>How long a stop waits for requests in flight and for the batch that is being captioned.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    /// <summary>What finds clips and talks about them: all that an agent's tools need.</summary>
    public static IServiceCollection AddFinding(this IServiceCollection services, ServeOptions options, ServeParts parts) => services
        .AddSingleton(options).AddSingleton(parts).AddSingleton(parts.Clock).AddSingleton(options.Media)
        .AddSingleton<CatalogPool>().AddSingleton<CatalogWatch>().AddSingleton<KeptAnswers>().AddSingleton<LiveText>().AddSingleton<LiveVectors>().AddSingleton<LiveIndex>()
        .AddHostedService<FirstSearches>().AddHostedService<IndexFollower>()
        .AddSingleton<ToolSlots>().AddSingleton<MediaDelivery>().AddSingleton<MediaFiles>().AddSingleton<AskQueue>().AddSingleton<MediaTalk>().AddSingleton<AgentTalk>();

    public static IServiceCollection AddVideoIndex(this IServiceCollection services, ServeOptions options, ServeParts parts, TokenFile tokens) => services
        .AddFinding(options, parts).AddSingleton(tokens)
        .AddSingleton<Caches>()
        .AddSingleton<IndexJob>().AddHostedService(all => all.GetRequiredService<IndexJob>())
        .AddSingleton<Estimates>()
        .AddSingleton<MediaPasses>().AddSingleton<TrackAddresses>().AddSingleton<SignInCodes>().AddSingleton<SignInLinks>()
        .AddSingleton<Meters>()
        .Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin)
        .Configure<RouteHandlerOptions>(route => route.ThrowOnBadRequest = true)
        .Configure<JsonOptions>(json => Write(json.SerializerOptions));

    /// <summary>What lets others look in: the document of the API, metrics, agents, compression.</summary>
    public static IServiceCollection AddOpenDoors(this IServiceCollection services)
    {
        services.AddOpenApi(ApiDocument.Describe);
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("videoindex")).WithMetrics(metrics => metrics
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", Meters.Name).AddPrometheusExporter());
        services.AddMcpServer(AgentServer.Describe).WithHttpTransport(http => http.Stateless = true).WithTools<AgentTools>(AgentServer.Json);
        return services.AddResponseCompression(compression => compression.MimeTypes =
            [.. ResponseCompressionDefaults.MimeTypes, Playlists.XspfType, Playlists.M3uType, "application/problem+json", "image/svg+xml"]);
    }

    /// <summary>As <c>--json</c> of the commands; what is markup in a page is escaped.</summary>
    internal static void Write(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All); // the web server's own leaves `<` as it is
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
    }
}
