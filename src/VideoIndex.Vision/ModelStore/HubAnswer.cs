using System.Net;

namespace VideoIndex.Vision;

/// <summary>An answer whose content is still to be read.</summary>
/// <param name="LinkedSha256">The content's hash as the hub named it when it sent us on, or null.</param>
internal sealed record HubAnswer(HttpResponseMessage Response, string? LinkedSha256) : IDisposable
{
    /// <summary>First byte of the content in the file; null when the answer does not say, or there is none from the byte asked for.</summary>
    public long? From => Response.StatusCode switch
    {
        HttpStatusCode.OK => 0,
        HttpStatusCode.PartialContent => Response.Content.Headers.ContentRange?.From,
        _ => null,
    };

    /// <summary>A tag that stands for these very bytes; null when there is none or it is a weak one.</summary>
    public string? StrongTag => Response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;

    public void Dispose() => Response.Dispose();
}
