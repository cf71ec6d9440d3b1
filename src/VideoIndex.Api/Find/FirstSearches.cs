using Microsoft.Extensions.Hosting;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>
/// Searches in place of the first visitors when a server starts, so that theirs find the indexes open and read, and what runs most compiled as
/// well as it gets: in a library of a million windows the first search took over a second, and the next ones a third of one.
/// </summary>
internal sealed class FirstSearches(LiveIndex index, ServeParts parts) : BackgroundService
{
    /// <summary>What runs once a search is compiled anew, and better, when it ran thirty times.</summary>
    private const int Enough = 40;

    /// <summary>Kinds of queries, by turns.</summary>
    private const int Kinds = 6;

    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(5);

    /// <summary>In most captions, so that there is much to look at.</summary>
    private static readonly string[] Words = ["a", "the", "man", "in", "on", "woman", "with", "is"];

    /// <summary>Each other than those before: the same is not searched twice. All kinds of parts that a query has, by turns.</summary>
    internal static IEnumerable<string> Queries => Enumerable.Range(0, Enough).Select(i => (First: Words[i % Words.Length], Second: Words[(i + 1 + (i / Words.Length)) % Words.Length], Kind: i % Kinds) switch
    {
        (var first, var second, 0) => $"{first} THEN {second}",
        (var first, var second, 1) => $"{first}* OR {second}",
        (var first, var second, 2) => $"{first} NEAR:1h {second}",
        (var first, var second, 3) => $"\"{first} {second}\" -{first}q*",
        (_, _, 4) => string.Join(" THEN ", Words.Skip(i / Kinds).Concat(Words.Take(i / Kinds))),
        (var first, var second, _) => $"{first} {second}",
    });

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => Search(stoppingToken), stoppingToken);

    private void Search(CancellationToken cancel)
    {
        var start = parts.Clock.GetTimestamp();
        foreach (var query in Queries)
        {
            if (cancel.IsCancellationRequested || parts.Clock.GetElapsedTime(start) > AtMost)
                return;
            try
            {
                index.Find(query, new SearchOptions());
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or VideoIndexException or ObjectDisposedException)
            {
                return; // nothing is indexed yet, or what is wrong is told to who searches
            }
        }
    }
}
