using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Where models are pulled from, and how patiently.</summary>
public sealed record HubOptions
{
    /// <summary>The public model hub, or a mirror that answers like it.</summary>
    public Uri Endpoint { get; init; } = new("https://huggingface.co");

    /// <summary>Access token of the hub; sent to <see cref="Endpoint"/> alone, never to where it redirects, and never shown.</summary>
    public string? Token { get; init; }

    /// <summary>A connection that gives no byte for so long is lost. A slow line gives some every second.</summary>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries in a row that brought nothing before a pull gives up; with waits that double from one second that is half a minute.</summary>
    public int Attempts { get; init; } = 6;

    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A hub that asks for a longer wait than this is not waited for: the user is told the time instead.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <exception cref="VideoIndexException"><c>bad_option</c>.</exception>
    public void Validate()
    {
        if (!Endpoint.IsAbsoluteUri || Endpoint.Scheme is not ("https" or "http") || Endpoint.UserInfo.Length > 0 || Endpoint.Query.Length > 0)
            throw Bad($"the hub's address is `{Endpoint.OriginalString}`, expected one like `https://huggingface.co`", "it is set with HF_ENDPOINT");
        if (Token is null)
            return;
        if (Token.Length == 0 || Token.Any(c => c is <= ' ' or > '~'))
            throw Bad("the hub's token has characters that no token has", "it is set with HF_TOKEN; copy it again");
        if (Endpoint.Scheme != "https" && !Endpoint.IsLoopback)
            throw Bad($"a token would go unprotected to `{Endpoint.Host}`", "take HF_TOKEN away, or give an https address in HF_ENDPOINT");
    }

    /// <summary>Without the token, which a record would print.</summary>
    public override string ToString() => $"hub {Endpoint}";

    private static VideoIndexException Bad(string message, string hint) => new(ErrorCodes.BadOption, message, hint);
}
