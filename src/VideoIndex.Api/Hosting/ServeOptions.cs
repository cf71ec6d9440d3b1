using System.Net;
using VideoIndex.Core;
using VideoIndex.Media;
using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>How the server listens and what it may use. Immutable.</summary>
public sealed record ServeOptions
{
    /// <summary>Free of well-known services, and easy to remember.</summary>
    public const int DefaultPort = 8642;

    /// <summary>Where the catalog and the indexes lie; tokens and the cache too.</summary>
    public required string DataFolder { get; init; }

    /// <summary>An address of this machine, or <c>localhost</c>.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Asks for a token on loopback too: for a server behind a proxy.</summary>
    public bool RequireToken { get; init; }

    /// <summary>Names besides addresses and the machine's own name under which it may be asked for.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Where those who open playlists have the films on their own disks; the rest comes from this server.</summary>
    public IReadOnlyList<PathMap> PathMaps { get; init; } = [];

    public MediaOptions Media { get; init; } = new();

    /// <summary>Clips cut for download are kept up to this: some hundred of ten seconds.</summary>
    public long ClipCacheBytes { get; init; } = 512L << 20;

    /// <summary>Thumbnails are kept up to this: some 10,000 of 320 pixels.</summary>
    public long ThumbnailCacheBytes { get; init; } = 128L << 20;

    /// <summary>Thumbnails and cuts made at one time; more only share the same cores.</summary>
    public int ToolsAtATime { get; init; } = 2;

    /// <summary>Streams encoded at one time: each is a house-mate who watches.</summary>
    public int StreamsAtATime { get; init; } = 4;

    public string TextIndexFolder => Path.Combine(DataFolder, "text");

    public string VectorIndexFolder => Path.Combine(DataFolder, "vectors");

    public string CacheFolder => Path.Combine(DataFolder, "cache");

    /// <summary>True when only this machine can reach it.</summary>
    public bool IsLoopback => Host == "localhost" || IPAddress.IsLoopback(Address);

    internal IPAddress Address => Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(Host);

    /// <exception cref="VideoIndexException">A value is out of its range.</exception>
    public ServeOptions Validated()
    {
        if (Port is < 0 or > 65_535)
            throw new VideoIndexException(ErrorCodes.BadOption, $"--port is `{Port}`, expected 1 to 65535", $"leave it out for {DefaultPort}");
        if (Host != "localhost" && !IPAddress.TryParse(Host, out _))
            throw new VideoIndexException(ErrorCodes.BadOption, $"--host is `{Host}`, expected an address of this machine or `localhost`",
                "`--host 0.0.0.0` listens on all of them");
        return this;
    }
}
