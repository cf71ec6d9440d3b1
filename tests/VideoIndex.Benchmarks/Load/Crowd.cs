using System.Net.Sockets;
using System.Text;

namespace VideoIndex.Benchmarks.Load;

/// <summary>Those who take a server's connections and give nothing: idle ones, ones that read a film a kilobyte a second, ones that never finish their request.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly List<TcpClient> _idle = [];
    private readonly List<TcpClient> _slow = [];
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _work = [];

    /// <summary>How many idle connections and slow readers the server still holds open.</summary>
    public int Standing => _idle.Concat(_slow).Count(each => each.Connected && !(each.Client.Poll(0, SelectMode.SelectRead) && each.Client.Available == 0));

    public static async Task<Crowd> GatherAsync(Uri server, int idle, int slowReaders, int slowSenders)
    {
        var crowd = new Crowd();
        for (var i = 0; i < idle; i++)
            crowd._idle.Add(await ConnectAsync(server));
        for (var i = 0; i < slowReaders; i++)
            crowd._work.Add(crowd.ReadSlowlyAsync(server));
        for (var i = 0; i < slowSenders; i++)
            crowd._work.Add(crowd.SendSlowlyAsync(server));
        return crowd;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_work);
        foreach (var each in _idle.Concat(_slow))
            each.Dispose();
        _end.Dispose();
    }

    private static async Task<TcpClient> ConnectAsync(Uri server)
    {
        var client = new TcpClient { ReceiveBufferSize = 4_096 };
        await client.ConnectAsync(server.Host, server.Port);
        return client;
    }

    private async Task ReadSlowlyAsync(Uri server)
    {
        var client = await ConnectAsync(server);
        lock (_slow)
            _slow.Add(client);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /api/media/1/file HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n"));
        await EverySecondAsync(async () => await client.GetStream().ReadAsync(new byte[1_024], _end.Token) > 0);
    }

    /// <summary>The server hangs up on these after its time limit for headers; they come again.</summary>
    private async Task SendSlowlyAsync(Uri server)
    {
        while (!_end.IsCancellationRequested)
        {
            using var client = await ConnectAsync(server);
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\n"u8.ToArray());
            await EverySecondAsync(async () =>
            {
                await client.GetStream().WriteAsync("X-Slow: 1\r\n"u8.ToArray(), _end.Token);
                return true;
            });
        }
    }

    private async Task EverySecondAsync(Func<Task<bool>> step)
    {
        try
        {
            while (await step())
                await Task.Delay(TimeSpan.FromSeconds(1), _end.Token);
        }
        catch (Exception trouble) when (trouble is IOException or SocketException or OperationCanceledException)
        {
            // the server hung up, or the phase is over
        }
    }
}
