using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Puts the server together: what it is made of, what every request passes, and the routes.</summary>
public static class WebServer
{
    /// <summary>A server that is not started yet.</summary>
    /// <exception cref="VideoIndexException">bad_option; not_allowed: it would listen to others without asking for a token.</exception>
    public static WebApplication Build(ServeOptions options, ServeParts parts)
    {
        var tokens = new TokenFile(options.Validated().DataFolder, parts.Clock);
        RefuseOpenDoor(options, tokens);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limits.Apply(kestrel, options));
        builder.Services.AddRouting().AddVideoIndex(options, parts, tokens).AddOpenDoors();
        var app = builder.Build();
        app.UseMiddleware<Problems>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ForwardedScheme>();
        app.UseMiddleware<HostGuard>();
        app.UseMiddleware<OriginGuard>();
        app.UseRouting();
        app.UseMiddleware<TokenGuard>();
        app.UseMiddleware<OneOfEach>();
        app.UseResponseCompression();
        Routes.Map(app);
        app.UseEndpoints(_ => { }); // said, so that the pipeline is whole for the first visit
        FirstVisit.When(app);
        app.Services.GetRequiredService<Meters>(); // counts from the start, not from the first search on
        return app;
    }

    /// <summary>The address to open in a browser, once it has started.</summary>
    public static string AddressOf(WebApplication app, ServeOptions options)
    {
        var port = new Uri(app.Urls.First()).Port;
        var host = options.Host is "0.0.0.0" or "::" ? Environment.MachineName
            : options.Host.Contains(':') ? $"[{options.Host}]"
            : options.Host;
        return $"http://{host}:{port}/";
    }

    /// <summary>A link that signs one phone in, and the lines of its picture for a terminal; null where only this machine reaches the server.</summary>
    public static (string Address, IReadOnlyList<string> Picture)? PhoneLink(WebApplication app, ServeOptions options)
    {
        if (options.IsLoopback)
            return null;
        var host = options.Host is "0.0.0.0" or "::" ? SignInLinks.HouseAddress() : options.Host.Contains(':') ? $"[{options.Host}]" : options.Host;
        var link = app.Services.GetRequiredService<SignInLinks>().For($"http://{host}:{new Uri(app.Urls.First()).Port}");
        return (link, [.. QrPicture.Lines(link)]);
    }

    private static void RefuseOpenDoor(ServeOptions options, TokenFile tokens)
    {
        if (!options.IsLoopback && tokens.List().Count == 0)
            throw new VideoIndexException(ErrorCodes.NotAllowed,
                $"will not listen on `{options.Host}` without a token: everybody in the network could watch your videos",
                "make one with `videoindex token create --name phone --scope search`, then start it again");
        if (options.RequireToken && tokens.List().Count == 0)
            throw new VideoIndexException(ErrorCodes.NotAllowed, "a token is required, and there is none",
                "make one with `videoindex token create --name me --scope admin`, then start it again");
    }
}
