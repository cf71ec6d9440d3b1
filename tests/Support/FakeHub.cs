using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace VideoIndex.Tests.Support;

/// <summary>
/// A model hub on this machine's loopback: lists files, gives small ones itself and redirects for large ones to a second port, with
/// ranges, tags and hashes as the public hub does. A test changes any answer with <see cref="Answer"/>.
/// </summary>
internal sealed class FakeHub : IAsyncDisposable
{
    private readonly TcpListener _hub = new(IPAddress.Loopback, 0);
    private readonly TcpListener _cdn = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<HubRequest> _requests = new();
    private readonly List<Task> _work = [];

    public FakeHub(IReadOnlyDictionary<string, byte[]> files)
    {
        Files = new Dictionary<string, byte[]>(files, StringComparer.Ordinal);
        _hub.Start();
        _cdn.Start();
        _work.Add(AcceptAsync(_hub, toCdn: false));
        _work.Add(AcceptAsync(_cdn, toCdn: true));
    }

    public Uri Endpoint => new($"http://127.0.0.1:{Port(_hub)}");

    /// <summary>Path in the repository to content.</summary>
    public Dictionary<string, byte[]> Files { get; }

    /// <summary>Answers a request in its own way, or returns null for the usual answer.</summary>
    public Func<HubRequest, HubReply?> Answer { get; set; } = _ => null;

    public IReadOnlyList<HubRequest> Requests => [.. _requests];

    /// <summary>Requests for the content of files, small or large.</summary>
    public IReadOnlyList<HubRequest> ContentRequests => [.. Requests.Where(request => !request.Path.StartsWith("/api/", StringComparison.Ordinal))];

    /// <summary>All files of a folder, as a hub's repository would hold them.</summary>
    public static Dictionary<string, byte[]> FilesOf(string folder) =>
        Directory.EnumerateFiles(folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>What the hub lists of a file.</summary>
    public static object Entry(string path, byte[] content) => IsLarge(path)
        ? new { type = "file", oid = new string('0', 40), size = content.Length, path, lfs = new { oid = Sha256(content), size = content.Length, pointerSize = 130 } }
        : new { type = "file", oid = GitHash(content), size = content.Length, path };

    /// <summary>The usual answer with content, as from the byte asked for.</summary>
    public static HubReply Content(HubRequest request, byte[] content, string tag)
    {
        var isSame = request.Headers.GetValueOrDefault("if-range") is not { } asked || asked == tag;
        if (request.From is not { } from || !isSame)
            return new HubReply(200, content) { Headers = new Dictionary<string, string> { ["ETag"] = tag } };
        if (from >= content.Length)
            return new HubReply(416);
        var range = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{content.Length - 1}/{content.Length}");
        return new HubReply(206, content[from..]) { Headers = new Dictionary<string, string> { ["ETag"] = tag, ["Content-Range"] = range } };
    }

    public static HubReply Redirect(string to) => new(302) { Headers = new Dictionary<string, string> { ["Location"] = to } };

    /// <summary>The usual answer.</summary>
    public HubReply Usual(HubRequest request)
    {
        if (request.Path.StartsWith("/api/models/", StringComparison.Ordinal))
            return new HubReply(200, JsonSerializer.SerializeToUtf8Bytes(Files.Select(file => Entry(file.Key, file.Value))));
        var path = Uri.UnescapeDataString(request.ToCdn ? request.Path[1..] : request.Path.Split('/', 6)[^1]);
        if (!Files.TryGetValue(path, out var content))
            return new HubReply(404);
        if (request.ToCdn || !IsLarge(path))
            return Content(request, content, $"\"{GitHash(content)}\"");
        return Redirect($"http://127.0.0.1:{Port(_cdn)}/{Uri.EscapeDataString(path)}") with
        {
            Headers = new Dictionary<string, string>
            {
                ["Location"] = $"http://127.0.0.1:{Port(_cdn)}/{Uri.EscapeDataString(path)}",
                ["X-Linked-Etag"] = $"\"{Sha256(content)}\"",
                ["X-Linked-Size"] = content.Length.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_work); // before the listeners stop: one that asks a stopped listener again fails with another error
        _hub.Stop();
        _cdn.Stop();
        _end.Dispose();
    }

    private static bool IsLarge(string path) => Path.GetExtension(path) is ".safetensors" or ".onnx" or ".bin";

#pragma warning disable CA5350 // git names files by SHA-1
    private static string GitHash(byte[] content) =>
        Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));
#pragma warning restore CA5350

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private async Task AcceptAsync(TcpListener listener, bool toCdn)
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await listener.AcceptTcpClientAsync(_end.Token), toCdn));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client, bool toCdn)
    {
        using (client)
            try
            {
                await using var stream = client.GetStream();
                if (await ReadAsync(stream, toCdn) is not { } request)
                    return;
                _requests.Enqueue(request);
                await WriteAsync(stream, Answer(request) ?? Usual(request));
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or SocketException)
            {
                Debug.WriteLine(end.Message); // the program under test hung up: what it does then is what tests look at
            }
    }

    private async Task<HubRequest?> ReadAsync(NetworkStream stream, bool toCdn)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        if (await reader.ReadLineAsync(_end.Token) is not { } first)
            return null;
        var headers = new Dictionary<string, string>();
        while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } line)
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant()] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return new HubRequest(toCdn, first.Split(' ')[1], headers, Stopwatch.GetTimestamp());
    }

    private async Task WriteAsync(NetworkStream stream, HubReply reply)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} {(HttpStatusCode)reply.Status}\r\nConnection: close\r\nContent-Length: {reply.Body.Length}\r\n");
        foreach (var (name, value) in reply.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), _end.Token);
        var sent = reply.Body.AsMemory(0, reply.CutAfter ?? reply.Body.Length);
        foreach (var piece in sent.ToArray().Chunk(Math.Max(1, (sent.Length + reply.Pieces - 1) / reply.Pieces)))
        {
            await Task.Delay(reply.Pause, _end.Token);
            await stream.WriteAsync(piece, _end.Token);
        }

        if (reply.Hangs)
            await stream.ReadExactlyAsync(new byte[1], _end.Token); // until the other side hangs up
    }
}
