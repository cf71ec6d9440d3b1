using System.Collections.Concurrent;
using System.Diagnostics;

namespace VideoIndex.Benchmarks.Load;

/// <summary>
/// Sends requests at a fixed rate, each when it is due, however many before it are still open. An answer's time counts from when its request was due: a
/// server that stands still is not excused by a client that waits with it.
/// </summary>
internal sealed class OpenLoop(HttpClient http, MixedSearches searches, int rate)
{
    /// <summary>More open requests than this: the server does not keep up, and the rest is counted as errors.</summary>
    private const int MostOpen = 2_000;

    private readonly ConcurrentQueue<double> _milliseconds = [];
    private readonly ConcurrentDictionary<string, int> _errors = [];
    private int _open;

    public async Task<Answers> RunAsync(TimeSpan span, CancellationToken cancel)
    {
        var requests = (int)(span.TotalSeconds * rate);
        var sent = new List<Task>(requests);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < requests; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / rate);
            if (due - Stopwatch.GetElapsedTime(start) is { TotalMilliseconds: > 1 } early)
                await Task.Delay(early, cancel);
            sent.Add(SendAsync(searches.Next(), start, due, cancel));
        }

        await Task.WhenAll(sent);
        return new Answers(requests, [.. _milliseconds.Order()], _errors, Stopwatch.GetElapsedTime(start));
    }

    private async Task SendAsync(string address, long start, TimeSpan due, CancellationToken cancel)
    {
        await Task.Yield();
        try
        {
            if (Interlocked.Increment(ref _open) > MostOpen)
                throw new InvalidOperationException("too many are open");
            using var answer = await http.GetAsync(address, cancel);
            await answer.Content.ReadAsByteArrayAsync(cancel);
            if (!answer.IsSuccessStatusCode)
                throw new HttpRequestException($"{(int)answer.StatusCode} {address}");
            _milliseconds.Enqueue((Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds);
        }
        catch (Exception trouble) when (trouble is HttpRequestException or InvalidOperationException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            _errors.AddOrUpdate(trouble.Message, 1, (_, count) => count + 1);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}

/// <summary>What came back: times in order, and what went wrong how often.</summary>
internal sealed record Answers(int Requests, IReadOnlyList<double> Milliseconds, IReadOnlyDictionary<string, int> Errors, TimeSpan Took)
{
    public int ErrorCount => Errors.Values.Sum();

    /// <summary>The time within which this share was answered; infinite when more than the rest failed.</summary>
    public double At(double share)
    {
        var place = (int)Math.Ceiling(share * Requests) - 1;
        return place < Milliseconds.Count ? Milliseconds[place] : double.PositiveInfinity;
    }
}
