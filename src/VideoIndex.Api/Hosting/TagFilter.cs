using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace VideoIndex.Api;

/// <summary>Gives every JSON answer a tag of its content; a client that has it already gets 304 and no body.</summary>
/// <remarks>The time that a search took is no part of what it found: it is put in after the tag is made, so that an answer is written once.</remarks>
internal sealed class TagFilter(IOptions<JsonOptions> json) : IEndpointFilter
{
    /// <summary>How <see cref="SearchAnswer.TookMs"/> is written when it is 0. A query, which comes before it, has its quotes escaped.</summary>
    private static readonly byte[] NoTime = "\"took_ms\":0,"u8.ToArray();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (answer is not IValueHttpResult { Value: { } value })
            return answer;
        var search = value as SearchAnswer;
        var told = search is null ? value : search with { TookMs = 0 };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(told, told.GetType(), json.Value.SerializerOptions);
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"";
        context.HttpContext.Response.Headers.ETag = tag;
        if (context.HttpContext.Request.Headers.IfNoneMatch.Contains(tag))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Bytes(search is null ? bytes : WithTime(bytes, search.TookMs), "application/json; charset=utf-8");
    }

    private byte[] WithTime(ReadOnlySpan<byte> bytes, double tookMs)
    {
        var at = bytes.IndexOf(NoTime);
        var time = Encoding.ASCII.GetBytes($"\"took_ms\":{JsonSerializer.Serialize(tookMs, json.Value.SerializerOptions)},");
        return [.. bytes[..at], .. time, .. bytes[(at + NoTime.Length)..]];
    }
}
