using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>Chromium's DevTools protocol over one web socket: a question, its answer, and events in between. Thread-safe.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _open = [];
    private readonly SemaphoreSlim _sending = new(1);
    private Task _reading = Task.CompletedTask;
    private int _last;

    /// <summary>Method, parameters and session of every event; called on the reading task.</summary>
    public event Action<string, JsonElement, string?>? Happened;

    public static async Task<DevTools> ConnectAsync(Uri address)
    {
        var tools = new DevTools();
        await tools._socket.ConnectAsync(address, tools._end.Token);
        tools._reading = tools.ReadAsync();
        return tools;
    }

    /// <summary>Asks, and gives the result; a refusal of the browser fails the test with its words.</summary>
    public async Task<JsonElement> AskAsync(string method, object? parameters = null, string? session = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _open[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var question = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = JsonSerializer.SerializeToNode(parameters ?? new { }) };
        if (session is not null)
            question["sessionId"] = session;
        await _sending.WaitAsync(_end.Token);
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(question), WebSocketMessageType.Text, endOfMessage: true, _end.Token);
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task.WaitAsync(AnswerLimit);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _socket.Abort();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
        _end.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        while (true)
        {
            message.SetLength(0);
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(), _end.Token);
                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            Take(JsonDocument.Parse(message.ToArray()).RootElement);
        }
    }

    private void Take(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id))
        {
            if (!_open.TryRemove(id.GetInt32(), out var answer))
                return;
            if (message.TryGetProperty("error", out var error))
                answer.SetException(new InvalidOperationException($"the browser refused: {error}"));
            else
                answer.SetResult(message.GetProperty("result"));
            return;
        }

        Happened?.Invoke(message.GetProperty("method").GetString()!, message.GetProperty("params"),
            message.TryGetProperty("sessionId", out var session) ? session.GetString() : null);
    }
}
