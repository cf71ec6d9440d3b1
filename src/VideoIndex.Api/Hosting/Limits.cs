using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace VideoIndex.Api;

/// <summary>What one client can take from the others. Pure.</summary>
internal static class Limits
{
    /// <summary>Bodies are a folder's path or a tool call of an agent.</summary>
    public const int BodyBytes = 64 << 10;

    /// <summary>A query far too long, and every letter of it escaped, is still read, so that the answer can say what is wrong with it.</summary>
    private const int LineBytes = 320 << 10;

    /// <summary>A house full of devices, and a thousand idle connections, stay below; a flood does not take the process's file handles.</summary>
    private const int Connections = 4_000;

    public static void Apply(KestrelServerOptions kestrel, ServeOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyBytes;
        kestrel.Limits.MaxConcurrentConnections = Connections;
        kestrel.Limits.MaxRequestLineSize = LineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        if (options.Host == "localhost" && options.Port != 0)
            kestrel.ListenLocalhost(options.Port); // both 127.0.0.1 and [::1]: browsers try either
        else
            kestrel.Listen(options.Address, options.Port);
    }
}
