using System.Net;
using Microsoft.AspNetCore.Http;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>
/// Refuses requests that were meant for another name: a page from the internet can make its own name lead to this machine (DNS rebinding),
/// and would then be one origin with us.
/// </summary>
/// <remarks>An address in numbers needs no DNS, so it cannot be turned; on loopback only loopback's own names and numbers are taken.</remarks>
internal sealed class HostGuard(RequestDelegate next, ServeOptions options)
{
    public Task InvokeAsync(HttpContext context) => IsOurs(context.Request.Host)
        ? next(context)
        : Problems.WriteAsync(context, StatusCodes.Status400BadRequest, new VideoIndexException(ErrorCodes.ForeignHost,
            "this server does not answer under that name", "open the address that it printed, or start it with `--name NAME`"));

    internal bool IsOurs(HostString host)
    {
        if (!host.HasValue)
            return false;
        var name = host.Host.Trim('[', ']');
        if (IPAddress.TryParse(name, out var address))
            return !options.IsLoopback || IPAddress.IsLoopback(address);
        return Names().Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private IEnumerable<string> Names() => options.IsLoopback
        ? ["localhost", .. options.Names]
        : ["localhost", Environment.MachineName, Environment.MachineName + ".local", .. options.Names];
}
