using System.Net;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>What the hub's answers mean to the user, worded once.</summary>
internal static class HubErrors
{
    public const string OtherHub = "HF_ENDPOINT names the hub that is asked; `--from DIR` takes a folder that was downloaded elsewhere";

    /// <summary>The exception for an answer that is no success: one that passes, or one to give to the user.</summary>
    /// <param name="what">What was asked for: a repository, or a file of it.</param>
    /// <param name="fromHub">False for a host that the hub sent us to.</param>
    public static Exception From(HttpResponseMessage answer, string what, HubOptions options, bool fromHub, TimeSpan? retryAfter)
    {
        var status = $"{(int)answer.StatusCode} {answer.ReasonPhrase}".TrimEnd();
        var host = answer.RequestMessage?.RequestUri?.Host ?? options.Endpoint.Host;
        return answer.StatusCode switch
        {
            // A signed link runs out after an hour: the hub gives a fresh one.
            HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized when !fromHub => new PassingTroubleException($"`{host}` answered {status}", null),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Denied(what, status, options),
            HttpStatusCode.TooManyRequests => new PassingTroubleException($"`{host}` asks to be slower ({status})", retryAfter),
            HttpStatusCode.RequestTimeout => new PassingTroubleException($"`{host}` answered {status}", retryAfter),
            >= HttpStatusCode.InternalServerError => new PassingTroubleException($"`{host}` answered {status}", retryAfter),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => Failed($"`{host}` has no {what} ({status})", OtherHub),
            _ => Failed($"`{host}` answered {status} to {what}", OtherHub),
        };
    }

    public static VideoIndexException Failed(string message, string hint, Exception? cause = null) => new(ErrorCodes.DownloadFailed, message, hint, cause);

    private static VideoIndexException Denied(string what, string status, HubOptions options) => new(ErrorCodes.AccessDenied,
        $"`{options.Endpoint.Host}` does not give out {what} ({status}{(options.Token is null ? ", no token was sent" : ", with the token in HF_TOKEN")})",
        "set HF_TOKEN to an access token of yours, and accept the model's licence on its page if it asks for that");
}
