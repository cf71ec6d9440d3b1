using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Questions about a media; the answer comes word by word.</summary>
internal static class AskRoutes
{
    /// <summary>Events: <c>piece</c> many times, then <c>done</c> with all of it, or <c>error</c> with a problem.</summary>
    public static ServerSentEventsResult<object> Ask(
        long id, AskRequest request, MediaTalk talk, ServeParts parts, IHostApplicationLifetime life, HttpContext context)
    {
        var question = talk.Prepare(id, request);
        context.Response.RegisterForDispose(question); // also when nobody comes for the answer
        return TypedResults.ServerSentEvents(EventsAsync(question, parts, life, context.Response, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<object>> EventsAsync(
        MediaTalk.Question question, ServeParts parts, IHostApplicationLifetime life, HttpResponse response, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, life.ApplicationStopping);
        var events = Channel.CreateUnbounded<SseItem<object>>(); // as many as the model writes words
        var work = Task.Run(() => WriteAsync(question, parts, events.Writer, end.Token), CancellationToken.None);
        try
        {
            await response.Body.FlushAsync(end.Token); // the asker sees that it waits its turn
            await foreach (var item in events.Reader.ReadAllAsync(end.Token))
                yield return item;
        }
        finally
        {
            await end.CancelAsync(); // who does not listen any more is not answered to the end
            await work;
        }
    }

    private static async Task WriteAsync(MediaTalk.Question question, ServeParts parts, ChannelWriter<SseItem<object>> to, CancellationToken cancel)
    {
        try
        {
            var answer = await question.AnswerAsync(text => to.TryWrite(new SseItem<object>(new AskPiece(text), "piece")), cancel);
            to.TryWrite(new SseItem<object>(answer, "done"));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // nobody listens
        }
        catch (VideoIndexException trouble)
        {
            to.TryWrite(new SseItem<object>(Problems.Of(Problems.StatusOf(trouble.Code), trouble), "error"));
        }
        catch (Exception trouble)
        {
            parts.Log($"error: a question was not answered: {trouble.GetType().Name}: {trouble.Message}");
            to.TryWrite(new SseItem<object>(Problems.Of(500, Problems.Plain(500)), "error"));
        }
        finally
        {
            to.Complete();
        }
    }
}
