using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Every error leaves as ProblemDetails with a code and a hint; what went wrong inside is told to the console only.</summary>
internal sealed class Problems(RequestDelegate next, ServeParts parts, ServeOptions options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                await WriteAsync(context, context.Response.StatusCode, Plain(context.Response.StatusCode));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // nobody is there any more to be told anything
        }
        catch (BadHttpRequestException trouble)
        {
            await AnswerAsync(context, trouble.StatusCode, BadRequests.Said(trouble, context.GetEndpoint()));
        }
        catch (VideoIndexException trouble)
        {
            await AnswerAsync(context, StatusOf(trouble.Code), WithoutPlaces(trouble));
        }
        catch (Exception trouble)
        {
            parts.Log($"error: {context.Request.Method} {context.GetEndpoint()?.DisplayName}: {trouble.GetType().Name}: {trouble.Message}");
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, Plain(StatusCodes.Status500InternalServerError));
        }
    }

    /// <summary>The status that says whose turn it is: the asker's (4xx) or this machine's (5xx).</summary>
    internal static int StatusOf(string code) => code switch
    {
        ErrorCodes.BadQuery or ErrorCodes.BadOption or ErrorCodes.ForeignHost or ErrorCodes.UnreadableFolder => StatusCodes.Status400BadRequest,
        ErrorCodes.TokenNeeded => StatusCodes.Status401Unauthorized,
        ErrorCodes.NotAllowed or ErrorCodes.ForeignOrigin => StatusCodes.Status403Forbidden,
        ErrorCodes.NotFound or ErrorCodes.NothingIndexed => StatusCodes.Status404NotFound,
        ErrorCodes.AlreadyRunning => StatusCodes.Status409Conflict,
        ErrorCodes.Busy or ErrorCodes.DataFolderUnusable or ErrorCodes.DiskFull => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    internal static async Task WriteAsync(HttpContext context, int status, VideoIndexException trouble)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "2";
        await context.Response.WriteAsJsonAsync(Of(status, trouble), (JsonSerializerOptions?)null, "application/problem+json", CancellationToken.None);
    }

    internal static ProblemDetails Of(int status, VideoIndexException trouble) => new()
    {
        Status = status,
        Title = trouble.Code.Replace('_', ' '),
        Detail = trouble.Message,
        Extensions = { ["code"] = trouble.Code, ["hint"] = trouble.Hint },
    };

    /// <summary>Where the data lie is the owner's to know: it stands on the console.</summary>
    private VideoIndexException WithoutPlaces(VideoIndexException trouble)
    {
        if (!$"{trouble.Message}{trouble.Hint}".Contains(options.DataFolder, StringComparison.Ordinal))
            return trouble;
        parts.Log($"error: {trouble.Message}");
        return new VideoIndexException(trouble.Code, trouble.Message.Replace(options.DataFolder, "<data>", StringComparison.Ordinal),
            trouble.Hint?.Replace(options.DataFolder, "<data>", StringComparison.Ordinal), trouble);
    }

    private static async Task AnswerAsync(HttpContext context, int status, VideoIndexException trouble)
    {
        if (context.Response.HasStarted)
        {
            context.Abort(); // half an answer must not look like a whole one
            return;
        }

        context.Response.Clear();
        SecurityHeaders.Put(context.Response.Headers);
        await WriteAsync(context, status, trouble);
    }

    internal static VideoIndexException Plain(int status) => status switch
    {
        StatusCodes.Status404NotFound => new VideoIndexException(ErrorCodes.NotFound, "there is nothing at this address", "/openapi/v1.json lists what there is"),
        StatusCodes.Status405MethodNotAllowed => new VideoIndexException(ErrorCodes.BadOption, "this address does not take that method"),
        StatusCodes.Status413PayloadTooLarge => new VideoIndexException(ErrorCodes.BadOption, $"the body is larger than {Limits.BodyBytes} bytes"),
        StatusCodes.Status415UnsupportedMediaType => new VideoIndexException(ErrorCodes.BadOption, "the body is of another type, expected application/json"),
        StatusCodes.Status500InternalServerError => new VideoIndexException(ErrorCodes.InternalError, "something went wrong inside the server", "its console says what"),
        _ => new VideoIndexException(ErrorCodes.BadOption, $"the request was refused with status {status}"),
    };
}
