using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace VideoIndex.Api;

/// <summary>Gives every JSON answer a tag of its content; a client that has it already gets 304 and no body.</summary>
/// <remarks>The time that a search took is no part of what it found.</remarks>
internal sealed class TagFilter(IOptions<JsonOptions> json) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (answer is not IValueHttpResult { Value: { } value })
            return answer;
        var told = value is SearchAnswer search ? search with { TookMs = 0 } : value;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(told, told.GetType(), json.Value.SerializerOptions);
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"";
        context.HttpContext.Response.Headers.ETag = tag;
        return context.HttpContext.Request.Headers.IfNoneMatch.Contains(tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : answer;
    }
}
