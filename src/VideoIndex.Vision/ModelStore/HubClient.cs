using System.Net;
using System.Net.Http.Headers;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Asks the model hub. The only code of VideoIndex that opens a connection, and only when a model is pulled.</summary>
/// <remarks>
/// Redirects are followed here and not by the handler: the token goes to the hub's own address and nowhere else. Large files come from
/// another host, by a signed link that needs none.
/// </remarks>
internal sealed class HubClient : IDisposable
{
    private const int MostRedirects = 6;
    private readonly HubOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    public HubClient(HubOptions options, TimeProvider clock)
    {
        options.Validate();
        (_options, _clock) = (options, clock);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.StallLimit,
            // A hub on this machine is not asked for through somebody's proxy.
            UseProxy = !options.Endpoint.IsLoopback,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("videoindex");
        // A file's bytes are counted and hashed as they are.
        _http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
    }

    /// <summary>Asks for content from a byte on.</summary>
    /// <param name="path">Below the hub's address, already escaped.</param>
    /// <param name="what">What it is, for an error.</param>
    /// <param name="from">First byte wanted; 0 for all.</param>
    /// <param name="tag">Of the bytes that are already there: other content is then sent whole.</param>
    /// <exception cref="PassingTroubleException">Try again.</exception>
    /// <exception cref="VideoIndexException"><c>access_denied</c> or <c>download_failed</c>.</exception>
    public async Task<HubAnswer> GetAsync(string path, string what, long from, string? tag, CancellationToken cancel)
    {
        var address = new Uri($"{_options.Endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
        string? linked = null;
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            var response = await SendAsync(address, from, tag, cancel);
            linked ??= LinkedSha256(response, IsHub(address));
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
                return new HubAnswer(response, linked);
            using (response)
                address = Next(response, address)
                    ?? throw HubErrors.From(response, what, _options, IsHub(address), RetryAfter(response));
        }

        throw HubErrors.Failed($"`{_options.Endpoint.Host}` redirects {what} in a circle", HubErrors.OtherHub);
    }

    /// <summary>A whole small answer.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<byte[]> ReadAsync(string path, string what, int mostBytes, CancellationToken cancel)
    {
        using var answer = await GetAsync(path, what, from: 0, tag: null, cancel);
        var content = new MemoryStream();
        await foreach (var piece in PiecesAsync(answer, cancel))
        {
            if (content.Length + piece.Length > mostBytes)
                throw HubErrors.Failed($"the answer about {what} is longer than {mostBytes} bytes", HubErrors.OtherHub);
            content.Write(piece.Span);
        }

        return content.ToArray();
    }

    /// <summary>The content as it arrives; a piece is valid until the next is asked for.</summary>
    /// <exception cref="PassingTroubleException">The connection broke, or gave nothing for too long.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> PiecesAsync(HubAnswer answer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var buffer = new byte[256 << 10];
        await using var stream = await OnTheLineAsync(answer.Response.Content.ReadAsStreamAsync, cancel);
        while (await OnTheLineAsync(limit => stream.ReadAsync(buffer, limit).AsTask(), cancel) is > 0 and var count)
            yield return buffer.AsMemory(0, count);
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> SendAsync(Uri address, long from, string? tag, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (_options.Token is { } token && IsHub(address))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (from > 0)
            request.Headers.Range = new RangeHeaderValue(from, null);
        if (from > 0 && tag is not null)
            request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        return OnTheLineAsync(limit => _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit), cancel);
    }

    /// <summary>Waits for the other side, but not for ever; what goes wrong on the line becomes trouble that may pass.</summary>
    private async Task<T> OnTheLineAsync<T>(Func<CancellationToken, Task<T>> wait, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_options.StallLimit);
        try
        {
            return await wait(limit.Token);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new PassingTroubleException($"nothing came for {_options.StallLimit.TotalSeconds:0} s", null, e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw HubErrors.Failed($"cannot reach `{_options.Endpoint.Host}`: {e.Message}", $"is this machine online? {HubErrors.OtherHub}", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new PassingTroubleException($"the connection broke: {e.Message}", null, e);
        }
    }

    /// <summary>Where a redirect leads, or null when the answer is none.</summary>
    private Uri? Next(HttpResponseMessage response, Uri at)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            return null;
        var next = response.Headers.Location is { } to ? new Uri(at, to) : null;
        // An https hub never sends us to a line that others can read and change.
        if (next is null || (next.Scheme != "https" && (next.Scheme != "http" || _options.Endpoint.Scheme != "http")))
            throw HubErrors.Failed($"`{at.Host}` redirects to `{next?.Scheme ?? "nowhere"}`, expected https", HubErrors.OtherHub);
        return next;
    }

    private bool IsHub(Uri address) => Uri.Compare(address, _options.Endpoint, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static string? LinkedSha256(HttpResponseMessage response, bool fromHub) =>
        fromHub && response.Headers.TryGetValues("X-Linked-Etag", out var values) && values.First().Trim('"') is var hash && ContentHash.IsSha256(hash) ? hash : null;

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - _clock.GetUtcNow(),
        _ => null,
    };
}
