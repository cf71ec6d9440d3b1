using System.Net;
using System.Net.NetworkInformation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Addresses that sign a phone in without anything typed: it gets a token of its own that may search, never the one of who made the link.</summary>
internal sealed class SignInLinks(ServeOptions options, SignInCodes codes)
{
    /// <exception cref="VideoIndexException">not_allowed: only this machine reaches the server.</exception>
    public static Ok<SignInLinkAnswer> Make(SignInLinkRequest _, SignInLinks links, HttpContext context)
    {
        var link = links.For(links.BaseFor(context));
        return TypedResults.Ok(new SignInLinkAnswer(link, (long)SignInCodes.Lasts.TotalSeconds, QrPicture.Svg(link)));
    }

    /// <summary>A new link.</summary>
    /// <param name="server">The server's address as the phone knows it.</param>
    public string For(string server) => $"{server}/sign-in?code={codes.Make()}";

    /// <summary>This machine's address in the house, for those who know no name of it; its name where it has none.</summary>
    public static string HouseAddress()
    {
        var found = NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .Select(network => network.GetIPProperties())
            .OrderByDescending(network => network.GatewayAddresses.Count) // the way out is the way to the others
            .SelectMany(network => network.UnicastAddresses)
            .FirstOrDefault(address => address.Address.GetAddressBytes().Length == 4);
        return found?.Address.ToString() ?? Environment.MachineName;
    }

    private string BaseFor(HttpContext context)
    {
        var asked = context.Request.Host;
        var isHere = asked.Host == "localhost" || (IPAddress.TryParse(asked.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        if (!isHere)
            return $"{context.Request.Scheme}://{asked}";
        return options.IsLoopback
            ? throw new VideoIndexException(ErrorCodes.NotAllowed, "only this machine reaches the server",
                "`videoindex token create --name me --scope admin`, then start it with `videoindex serve --host 0.0.0.0`")
            : $"{context.Request.Scheme}://{HouseAddress()}:{context.Connection.LocalPort}";
    }
}

/// <summary>Nothing is chosen in it: that a body of JSON is asked for keeps forms of other sites out.</summary>
public sealed record SignInLinkRequest;

/// <summary>A link that signs one device in, once.</summary>
/// <param name="QrSvg">The link as a picture for a camera.</param>
public sealed record SignInLinkAnswer(string Address, long LastsS, string QrSvg);
